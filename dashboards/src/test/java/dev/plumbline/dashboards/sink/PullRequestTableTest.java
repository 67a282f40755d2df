package dev.plumbline.dashboards.sink;

import static dev.plumbline.dashboards.TestFacts.draft;
import static dev.plumbline.dashboards.TestFacts.merged;
import static dev.plumbline.dashboards.TestFacts.pullRequest;
import static dev.plumbline.topic.Topics.FACTS_PULL_REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestTableTest {

  private static final String ROWS =
      "select pull_request, state, source_offset from pull_request order by pull_request";

  private final AvroSerdes serdes = AvroSerdes.on("mock://pull-request-table");
  private final LogConsumer log = new LogConsumer(serdes);
  private final TestSink sink = new TestSink(TestPostgres.migratedDatabase(), serdes, log);

  @BeforeEach
  void register() {
    new SchemaRegistration(serdes.registry()).registerAll();
  }

  @AfterEach
  void close() throws SQLException {
    sink.close();
  }

  @Test
  void shouldWriteEveryColumn() throws Exception {
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), merged("2024-03-04"));
    log.append(FACTS_PULL_REQUESTS, pullRequest("8"), draft());

    sink.open().poll();

    assertThat(sink.rows("select * from pull_request order by pull_request"))
        .containsExactly(
            "1|acme/shop|7|MERGED|f|2024-03-04 08:00:00+00|2024-03-04 08:00:00+00"
                + "|2024-03-04 09:00:00+00|2024-03-04 10:00:00.123+00|2024-03-04 10:00:00.123+00"
                + "|a1|HUMAN|t|2|0|0|null|f|f",
            "1|acme/shop|8|OPEN|t|null|null|null|null|null|null|UNKNOWN|null|0|0|1|null|f|f");
  }

  @Test
  void shouldReplaceRowAndDeleteItOnTombstone() throws Exception {
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), draft());
    log.append(FACTS_PULL_REQUESTS, pullRequest("8"), draft());
    sink.open().poll();
    assertThat(sink.rows(ROWS)).containsExactly("7|OPEN|0", "8|OPEN|1");

    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), merged("2024-03-04"));
    log.append(FACTS_PULL_REQUESTS, pullRequest("8"), null);
    sink.poll();
    assertThat(sink.rows(ROWS)).containsExactly("7|MERGED|2");
  }

  @Test
  void shouldKeepLaterRowWhenOldOffsetsComeAgain() throws Exception {
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), draft());
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), null);
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), merged("2024-03-04"));
    sink.open().poll();
    sink.execute("update sink_offset set next_offset = 0");
    log.limitPolls(1);
    sink.open();

    sink.poll();
    assertThat(sink.rows(ROWS)).as("old row").containsExactly("7|MERGED|2");
    sink.poll();
    assertThat(sink.rows(ROWS)).as("old tombstone").containsExactly("7|MERGED|2");
  }

  @Test
  void shouldShowRowsOfActiveGenerationToReaders() throws Exception {
    log.append(FACTS_PULL_REQUESTS, pullRequest("7"), merged("2024-03-04"));
    sink.open().poll();
    sink.execute(
        "insert into pull_request select 2, repository, '9', state, draft, opened_at,"
            + " ready_at, first_review_at, merged_at, closed_at, merge_sha, author_kind,"
            + " into_default_branch, reviews, 0, 0 from pull_request");

    assertThat(sink.rows("select pull_request, reviews from pull_requests")).containsExactly("7|2");
    assertThat(
            sink.rows("select has_table_privilege('plumbline_reader', 'pull_requests', 'select')"))
        .containsExactly("t");
    assertThat(
            sink.rows("select has_table_privilege('plumbline_reader', 'pull_request', 'select')"))
        .containsExactly("f");

    sink.execute("update generation set active = 2 where family = 'delivery'");
    assertThat(sink.rows("select pull_request, reviews from pull_requests")).containsExactly("9|2");
  }
}
