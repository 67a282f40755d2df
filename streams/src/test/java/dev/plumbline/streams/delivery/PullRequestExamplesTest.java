package dev.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.ActorKind;
import dev.plumbline.event.BuildObserved;
import dev.plumbline.event.PersonKey;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.PullRequestState;
import dev.plumbline.event.PushObserved;
import dev.plumbline.event.ReleaseObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.ReviewState;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.fact.PullRequest;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.topic.Topics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pull requests computed by hand. Anna opens number 7 at eight o'clock. */
class PullRequestExamplesTest {

  private static final Instant EIGHT = Instant.parse("2024-03-04T08:00:00Z");
  private static final Instant NINE = Instant.parse("2024-03-04T09:00:00Z");
  private static final Instant TEN = Instant.parse("2024-03-04T10:00:00Z");
  private static final Instant NOON = Instant.parse("2024-03-04T12:00:00Z");

  private final DeliveryDriver driver = new DeliveryDriver();

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void shouldMergeWhatWebhooksAndInterfaceSay() {
    // When the webhook of the merge comes first, then an older listing that knows less
    driver.send(
        word("acme/shop")
            .setVersion(12)
            .setState(PullRequestState.MERGED)
            .setMergedAt(NOON)
            .setClosedAt(NOON)
            .setMergeSha("c".repeat(40))
            .build());
    driver.send(
        opened()
            .setVersion(9)
            .setIntoDefaultBranch(true)
            .setRequestedTeams(List.of("platform"))
            .build());
    driver.settle();

    // Then
    assertThat(row("acme/shop"))
        .isEqualTo(
            new PullRequest(
                "MERGED",
                false,
                EIGHT,
                EIGHT,
                null,
                NOON,
                NOON,
                "c".repeat(40),
                "HUMAN",
                true,
                0L,
                null,
                false,
                false));
  }

  @Test
  void shouldTakeFirstReviewBySomebodyElse() {
    // When reviews come before the pull request that they are of
    driver.send(review("1", "anna").setSubmittedAt(EIGHT).build());
    driver.send(review("2", "lint").setSubmittedAt(EIGHT).setReviewerKind(ActorKind.BOT).build());
    driver.send(review("3", "bert").setSubmittedAt(EIGHT).setWithdrawn(true).build());
    driver.send(review("4", "bert").build());
    driver.send(review("5", "bert").setSubmittedAt(TEN).build());
    driver.send(review("6", "cleo").setSubmittedAt(NINE).setState(ReviewState.DISMISSED).build());
    driver.settle();
    assertThat(driver.state()).isEmpty();
    driver.send(opened().build());
    driver.settle();

    // Then the author's own, the machine's, the withdrawn and the pending one do not count
    assertThat(row("acme/shop").getReviews()).isEqualTo(2);
    assertThat(row("acme/shop").getFirstReviewAt()).isEqualTo(NINE);
  }

  @Test
  void shouldBeReadyWhenOpenedUnlessDraft() {
    driver.send(opened().setDraft(true).build());
    driver.settle();
    assertThat(row("acme/shop").getDraft()).isTrue();
    assertThat(row("acme/shop").getReadyAt()).isNull();

    // When it is no draft any more, but nobody says since when
    driver.send(word("acme/shop").setVersion(2).setDraft(false).build());
    driver.settle();
    assertThat(row("acme/shop").getDraft()).isFalse();
    assertThat(row("acme/shop").getReadyAt()).isNull();

    // When it was marked ready twice
    driver.send(word("acme/shop").setVersion(4).setReadyAt(NOON).build());
    driver.send(word("acme/shop").setVersion(3).setReadyAt(TEN).build());
    driver.settle();
    assertThat(row("acme/shop").getReadyAt()).isEqualTo(TEN);
  }

  @Test
  void shouldForgetClosingWhenOpenedAgain() {
    driver.send(opened().build());
    driver.send(
        word("acme/shop")
            .setVersion(2)
            .setState(PullRequestState.CLOSED)
            .setClosedAt(NINE)
            .build());
    driver.settle();
    assertThat(row("acme/shop").getClosedAt()).isEqualTo(NINE);

    driver.send(word("acme/shop").setVersion(3).setState(PullRequestState.OPEN).build());
    driver.settle();
    assertThat(row("acme/shop").getState()).isEqualTo("OPEN");
    assertThat(row("acme/shop").getClosedAt()).isNull();
  }

  @Test
  void shouldTakeBackRowWhenWithdrawn() {
    driver.send(opened().build());
    driver.settle();

    driver.send(word("acme/shop").setVersion(2).setWithdrawn(true).build());
    driver.settle();
    assertThat(driver.state()).isEmpty();

    driver.send(word("acme/shop").setVersion(3).setWithdrawn(false).build());
    driver.settle();
    assertThat(row("acme/shop").getOpenedAt()).isEqualTo(EIGHT);
  }

  @Test
  void shouldMakeOneOfPullRequestOfRenamedRepository() {
    // Given it was opened under the old name, and reviewed and merged under the new one
    driver.send(opened().build());
    driver.send(
        word("acme/store")
            .setVersion(2)
            .setState(PullRequestState.MERGED)
            .setMergedAt(NOON)
            .build());
    driver.send(review("1", "bert").setRepository("acme/store").setSubmittedAt(NINE).build());
    driver.settle();
    assertThat(row("acme/shop").getState()).isEqualTo("OPEN");
    assertThat(row("acme/store").getOpenedAt()).isNull();

    // When the organisation says that both are one
    driver.send(
        new Repository(
            "store",
            List.of(
                new RepositoryAlias("github", "acme/shop"),
                new RepositoryAlias("github", "acme/store")),
            List.of()));
    driver.settle();

    // Then
    assertThat(driver.state())
        .containsOnlyKeys(new PullRequestKey("store", "7"), new PersonKey("github", "anna"));
    assertThat(row("store"))
        .isEqualTo(
            new PullRequest(
                "MERGED", false, EIGHT, EIGHT, NINE, NOON, null, null, "HUMAN", null, 1L, null,
                false, false));
  }

  @Test
  void shouldBelieveNewestWordOnWhatItIs() {
    driver.send(opened().setVersion(2).setRevert(true).setHotfix(false).build());
    driver.send(word("acme/shop").setVersion(1).setRevert(false).setHotfix(true).build());
    driver.send(word("acme/shop").setVersion(3).build());
    driver.settle();
    assertThat(row("acme/shop").getRevert()).isTrue();
    assertThat(row("acme/shop").getHotfix()).isFalse();

    driver.send(word("acme/shop").setVersion(4).setRevert(false).build());
    driver.settle();
    assertThat(row("acme/shop").getRevert()).isFalse();
  }

  @Test
  void shouldTakeEarliestFirstCommitThatAnyTold() {
    driver.send(opened().setFirstCommitAt(NINE).build());
    driver.send(word("acme/shop").setVersion(2).setFirstCommitAt(TEN).build());
    driver.send(word("acme/shop").setVersion(3).setFirstCommitAt(EIGHT).build());
    driver.settle();
    assertThat(row("acme/shop").getFirstCommitAt()).isEqualTo(EIGHT);
  }

  @Test
  void shouldTakeEventsWithoutCalculationAndRefuseForeignOnes() {
    RepositoryKey key = new RepositoryKey("github", "acme/shop");
    driver.send(
        Topics.EVENTS_GIT,
        key,
        PushObserved.newBuilder()
            .setSource("github")
            .setRepository("acme/shop")
            .setRef("refs/heads/main")
            .build());
    driver.send(
        Topics.EVENTS_GIT,
        key,
        RepositoryObserved.newBuilder()
            .setSource("github")
            .setRepository("acme/shop")
            .setVersion(1)
            .build());
    driver.send(
        Topics.EVENTS_DELIVERY,
        key,
        BuildObserved.newBuilder()
            .setSource("github")
            .setRepository("acme/shop")
            .setBuild("1")
            .setVersion(1)
            .build());
    driver.send(
        Topics.EVENTS_DELIVERY,
        key,
        ReleaseObserved.newBuilder()
            .setSource("github")
            .setRepository("acme/shop")
            .setRelease("1")
            .setVersion(1)
            .build());
    driver.settle();
    assertThat(driver.state()).isEmpty();

    assertThat(driver.refused()).isEmpty();

    driver.send(
        Topics.EVENTS_GIT,
        key,
        TicketObserved.newBuilder().setSource("jira").setTicket("1").setVersion(1).build());
    driver.send(opened().setPullRequest("").build());
    driver.send(Topics.EVENTS_GIT, key, opened().setRepository("acme/other").build());
    driver.settle();
    assertThat(driver.refused())
        .containsExactly(
            "Expected an event of Git or of deliveries, got dev.plumbline.event.TicketObserved",
            "Expected an identifier of a pull request, got an empty one",
            "Expected the key to name the event's source and repository");
    assertThat(driver.state()).isEmpty();
  }

  private static PullRequestObserved.Builder opened() {
    return word("acme/shop")
        .setState(PullRequestState.OPEN)
        .setOpenedAt(EIGHT)
        .setAuthor("anna")
        .setAuthorKind(ActorKind.HUMAN);
  }

  private static PullRequestObserved.Builder word(String repository) {
    return PullRequestObserved.newBuilder()
        .setSource("github")
        .setRepository(repository)
        .setPullRequest("7")
        .setVersion(1);
  }

  private static ReviewObserved.Builder review(String id, String reviewer) {
    return ReviewObserved.newBuilder()
        .setSource("github")
        .setRepository("acme/shop")
        .setPullRequest("7")
        .setReview(id)
        .setVersion(1)
        .setReviewer(reviewer)
        .setReviewerKind(ActorKind.HUMAN);
  }

  private PullRequest row(String repository) {
    return (PullRequest) driver.state().get(new PullRequestKey(repository, "7"));
  }
}
