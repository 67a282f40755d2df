package dev.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.organisation.Settings;
import dev.plumbline.settings.HotfixRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts, branches and labels of GitHub's events say, before they end in the mapper. */
class MarksTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  private final AtomicReference<HotfixRules> rules = new AtomicReference<>(HotfixRules.byDefault());
  private final DeliveryMapper mapper = new GithubMapper(Fixtures.pseudonyms(), rules::get);

  @ParameterizedTest
  @CsvSource({
    "hotfix/count, bug, Count again, true",
    "ada/count, Hotfix, Count again, true",
    "ada/count, bug, Hotfix: count again, true",
    "ada/count, bug, Count again, false"
  })
  void shouldKnowHotfixByBranchLabelOrTitle(
      String branch, String label, String title, boolean isHotfix) {
    PullRequestObserved observed =
        pullRequest(
            """
            "title":"%s","body":null,"head":{"ref":"%s"},"labels":[{"name":"%s"}]"""
                .formatted(title, branch, label));

    assertThat(observed.getHotfix()).isEqualTo(isHotfix);
    assertThat(observed.getRevert()).isFalse();
    assertThat(observed.getRevertsPullRequests()).isEmpty();
    assertThat(observed.getRevertsCommits()).isEmpty();
  }

  @Test
  void shouldSayNothingOfWhatIsNotThere() {
    PullRequestObserved cut = pullRequest("\"head\":{\"ref\":\"ada/count\"}");

    assertThat(cut.getHotfix()).isNull();
    assertThat(cut.getRevert()).isNull();
    assertThat(cut.getRevertsPullRequests()).isNull();
    assertThat(cut.getRevertsCommits()).isNull();
    assertThat(pullRequest("\"head\":{\"ref\":\"hotfix/1\"}").getHotfix()).isTrue();
  }

  @Test
  void shouldFollowRulesThatChange() {
    String fields = "\"title\":\"Urgent\",\"head\":{\"ref\":\"a\"}";
    assertThat(pullRequest(fields).getHotfix()).isFalse();

    rules.set(new HotfixRules(Settings.newBuilder().setHotfixTitles(List.of("^Urgent")).build()));

    assertThat(pullRequest(fields).getHotfix()).isTrue();
  }

  @Test
  void shouldReadWhatPullRequestReverts() {
    PullRequestObserved observed =
        pullRequest(
            """
            "title":"Revert \\"Count again\\"","head":{"ref":"revert-12-count"},
            "body":"Reverts #12\\r\\nReverts Acme/Shop#13\\nReverts acme/other#14\\n\
            This reverts commit %s.\\nThis reverts commit 0123456."
            """
                .formatted(SHA.toUpperCase(java.util.Locale.ROOT)));

    assertThat(observed.getRevert()).isTrue();
    assertThat(observed.getRevertsPullRequests()).containsExactly("12", "13");
    assertThat(observed.getRevertsCommits()).containsExactly(SHA);
  }

  @Test
  void shouldNotTakeOtherWordsForReverts() {
    PullRequestObserved observed =
        pullRequest(
            """
            "title":"Reverting to type","head":{"ref":"a"},
            "body":"See #12, it fixes #13; PartlyReverts #14; Reverts nothing"
            """);

    assertThat(observed.getRevert()).isFalse();
    assertThat(observed.getRevertsPullRequests()).isEmpty();
  }

  @Test
  void shouldMarkCommitsOfPush() {
    assertThat(commit("Hotfix: round down").getHotfix()).isTrue();
    assertThat(commit("Round down\\n\\nno hotfix").getHotfix()).isFalse();
    assertThat(commit("Round down").getRevert()).isFalse();
    assertThat(commit("Revert \\\"Round down\\\"").getRevert()).isTrue();
    assertThat(commit("Revert \\\"Round down\\\"").getReverts()).isEmpty();

    CommitObserved full = commit("Back again\\n\\nThis reverts commit " + SHA + ".");
    assertThat(full.getRevert()).isTrue();
    assertThat(full.getReverts()).containsExactly(SHA);
    CommitObserved abbreviated = commit("Back again\\n\\nThis reverts commit 0123456.");
    assertThat(abbreviated.getRevert()).isTrue();
    assertThat(abbreviated.getReverts()).isEmpty();
  }

  @Test
  void shouldReadTrailersOfIssue() {
    TicketObserved ticket =
        (TicketObserved)
            only(
                "issues",
                """
                {"action":"opened","repository":{"full_name":"acme/shop"},
                 "issue":{"id":1,"number":2,"state":"open","updated_at":"2026-03-01T09:00:00Z",
                  "body":"Slow\\r\\n\\r\\nCaused-by-deployment: 7\\r\\nService: checkout"}}""");

    assertThat(ticket.getCauses().getDeployments()).containsExactly("7");
    assertThat(ticket.getService()).isEqualTo("checkout");
    assertThat(ticket.getEnvironment()).isNull();
    assertThat(ticket.toString()).doesNotContain("Slow");
  }

  @Test
  void shouldTellNoCausesFromCausesThatAreNotSaid() {
    String issue =
        """
        {"action":"opened","repository":{"full_name":"acme/shop"},
         "issue":{"id":1,"number":2,"state":"open","updated_at":"2026-03-01T09:00:00Z"%s}}""";

    assertThat(((TicketObserved) only("issues", issue.formatted(""))).getCauses()).isNull();
    assertThat(
            ((TicketObserved) only("issues", issue.formatted(",\"body\":null")))
                .getCauses()
                .getDeployments())
        .isEmpty();
  }

  private PullRequestObserved pullRequest(String fields) {
    return (PullRequestObserved)
        only(
            "pull_request",
            """
            {"action":"opened","repository":{"full_name":"acme/shop"},
             "pull_request":{"number":42,"updated_at":"2026-03-01T09:00:00Z",%s}}"""
                .formatted(fields));
  }

  private CommitObserved commit(String message) {
    Mapping.Mapped mapped =
        (Mapping.Mapped)
            map(
                "push",
                """
                {"ref":"refs/heads/main","after":"%s","repository":{"full_name":"acme/shop"},
                 "commits":[{"id":"%s","message":"%s"}]}"""
                    .formatted(SHA, SHA, message));
    return (CommitObserved) mapped.events().get(1).value();
  }

  private Object only(String kind, String body) {
    Mapping mapping = map(kind, body);
    assertThat(mapping).isInstanceOf(Mapping.Mapped.class);
    return ((Mapping.Mapped) mapping).events().get(0).value();
  }

  private Mapping map(String kind, String body) {
    return mapper.map(Fixtures.github(kind, body.getBytes(StandardCharsets.UTF_8)));
  }
}
