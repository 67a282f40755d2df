package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.fact.Account;
import dev.plumbline.organisation.Person;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts that opened pull requests, computed by hand. */
class AccountExamplesTest {

  private static final PersonKey ANNA = new PersonKey("github", "anna");
  private static final PersonKey BERT = new PersonKey("github", "bert");

  private final DeliveryDriver driver = new DeliveryDriver();
  private final Map<SpecificRecord, SpecificRecord> accounts = new HashMap<>();

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void shouldSayWhetherOrganisationKnowsAccountWheneverItSaysSo() {
    driver.send(opened("1", "anna").build());
    driver.send(opened("2", "anna").build());
    driver.send(opened("2", "anna").build());
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("HUMAN", 2L, false)));

    person(ANNA, new Person("p-1", null, List.of(), null, null));
    person(BERT, new Person("p-2", null, List.of(), null, null));
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("HUMAN", 2L, true)));

    // When the account of bert, known before its first pull request, takes one over
    driver.send(opened("2", "bert").setVersion(2).build());
    assertThat(accounts())
        .isEqualTo(
            Map.of(ANNA, new Account("HUMAN", 1L, true), BERT, new Account("HUMAN", 1L, true)));

    person(ANNA, null);
    assertThat(accounts()).containsEntry(ANNA, new Account("HUMAN", 1L, false));
  }

  @Test
  void shouldTakeBackWithdrawnPullRequests() {
    driver.send(opened("1", "anna").build());
    driver.send(opened("2", "anna").setAuthorKind(ActorKind.UNKNOWN).build());
    driver.send(opened("1", "anna").setVersion(2).setWithdrawn(true).build());
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("UNKNOWN", 1L, false)));

    driver.send(opened("2", "anna").setVersion(2).setWithdrawn(true).build());
    assertThat(accounts()).isEmpty();
  }

  @Test
  void shouldCallAccountMachineThatAnyPullRequestShowsAsOne() {
    driver.send(opened("1", "anna").build());
    driver.send(opened("2", "anna").setAuthorKind(ActorKind.BOT).build());
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("BOT", 2L, false)));

    driver.send(opened("2", "anna").setVersion(2).setAuthorKind(ActorKind.HUMAN).build());
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("HUMAN", 2L, false)));
  }

  @Test
  void shouldCountPullRequestOnceThatIsKnownUnderTwoNames() {
    driver.send(opened("1", "anna").build());
    driver.send(opened("1", "anna").setRepository("acme/store").build());
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("HUMAN", 2L, false)));

    driver.send(
        new Repository(
            "shop",
            List.of(
                new RepositoryAlias("github", "acme/shop"),
                new RepositoryAlias("github", "acme/store")),
            List.of()));
    driver.settle();
    assertThat(accounts()).isEqualTo(Map.of(ANNA, new Account("HUMAN", 1L, false)));
  }

  private void person(PersonKey account, Person person) {
    driver.send(Topics.ORGANISATION_PEOPLE, account, person);
  }

  private static PullRequestObserved.Builder opened(String id, String author) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository("acme/shop")
        .setPullRequest(id)
        .setVersion(1)
        .setAuthor(author)
        .setAuthorKind(ActorKind.HUMAN);
  }

  private Map<SpecificRecord, SpecificRecord> accounts() {
    driver
        .written(Topics.FACTS_ACCOUNTS)
        .forEach(
            row -> {
              if (row.value == null) {
                accounts.remove(row.key);
              } else {
                accounts.put(row.key, row.value);
              }
            });
    return accounts;
  }
}
