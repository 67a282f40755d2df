package dev.plumbline.dashboards.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names are found by hops along indexes: all of them, each once, of the active generation. */
class KnownScopesTest {

  private static Database database;

  @BeforeAll
  static void fill() throws SQLException {
    database = Database.at(TestPostgres.migratedDatabase());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String metrics : List.of("dora_metric", "ops_demand_metric")) {
        statement.execute(
            """
            insert into plumbline.%1$s
            select generation, 'month', kind, name, environment, 'm', date '2024-01-01' + 31 * month,
              'm@1', 1, 0, '{}', null, null, null, 1, 0, row_number() over ()
            from (values (1, ''), (2, 'next ')) generations (generation, prefix)
            cross join (values ('team', 'Both'), ('team', 'a %1$s'), ('%1$s', 'b')) kinds (kind, own)
            cross join lateral (select prefix || own as name) named
            cross join (values ('production'), ('staging')) environments (environment)
            cross join generate_series(0, 2) month
            """
                .formatted(metrics));
      }
      statement.execute(
          """
          insert into plumbline.deployment (
            generation, service, environment, deployment, status, is_first,
            source_partition, source_offset)
          select generation, service, environment, 'v' || v, 'SUCCEEDED', false, 0, 0
          from (values
            (1, 'checkout', 'production'), (1, 'checkout', 'qa'), (1, 'search', 'production'),
            (2, 'checkout', 'later')) known (generation, service, environment)
          cross join generate_series(1, 3) v
          """);
      statement.execute(
          """
          insert into plumbline.change (
            generation, service, environment, repository, sha, is_merge,
            source_partition, source_offset)
          values (1, 'checkout', 'eu', 'acme/shop', 'c1', false, 0, 0),
            (1, 'checkout', 'qa', 'acme/shop', 'c1', false, 0, 0)
          """);
      statement.execute(
          """
          insert into plumbline.pull_request (
            generation, repository, pull_request, state, draft, author_kind, reviews,
            source_partition, source_offset)
          select generation, repository, number::text, 'OPEN', false, 'HUMAN', 0, 0, 0
          from (values (1, 'acme/shop'), (1, 'acme/Search'), (2, 'acme/later'))
            known (generation, repository)
          cross join generate_series(1, 3) number
          """);
      statement.execute(
          """
          insert into plumbline.ticket (
            generation, source, ticket, queue, state, reopenings, reporter_kind,
            source_partition, source_offset)
          select generation, 'jira', queue || number, queue, 'OPEN', 0, 'HUMAN', 0, 0
          from (values (1, 'jira:OPS'), (1, 'jira:B'), (2, 'jira:LATER')) known (generation, queue)
          cross join generate_series(1, 3) number
          """);
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void shouldNameFirstScopesOfEachKindOfBothFamilies() {
    List<String> kinds = List.of("team", "dora_metric", "ops_demand_metric", "service");
    assertThat(firstScopes(kinds, 9))
        .containsExactly(
            new ScopeName("dora_metric", "b"),
            new ScopeName("ops_demand_metric", "b"),
            new ScopeName("team", "Both"),
            new ScopeName("team", "a dora_metric"),
            new ScopeName("team", "a ops_demand_metric"));
    assertThat(firstScopes(kinds, 2))
        .containsExactly(
            new ScopeName("dora_metric", "b"),
            new ScopeName("ops_demand_metric", "b"),
            new ScopeName("team", "Both"),
            new ScopeName("team", "a dora_metric"));
  }

  @Test
  void shouldNameRepositoriesAndQueuesOnce() {
    assertThat(new DeliveryStore(database).repositories())
        .containsExactly("acme/Search", "acme/shop");
    assertThat(new OpsDemandStore(database).queues()).containsExactly("jira:B", "jira:OPS");
  }

  @Test
  void shouldNameEnvironmentsOfServicesAsTheViewDoes() {
    String ofServices =
        "select service || ' ' || environment from plumbline.environments_of(array['checkout',"
            + " 'search', 'checkout', 'unknown'])";
    String ofAll = "select service || ' ' || environment from plumbline.service_environments";
    assertThat(texts(ofServices))
        .containsExactlyInAnyOrder(
            "checkout eu", "checkout production", "checkout qa", "search production")
        .containsExactlyInAnyOrderElementsOf(texts(ofAll));
  }

  @Test
  void shouldTellWhetherScopesHaveFigures() {
    DeliveryStore store = new DeliveryStore(database);
    assertThat(store.hasFigures("team", List.of("Both", "a dora_metric"), List.of())).isTrue();
    assertThat(store.hasFigures("team", List.of("Both"), List.of("staging", "production")))
        .isTrue();
    assertThat(store.hasFigures("team", List.of("Both", "nobody"), List.of())).isFalse();
    assertThat(store.hasFigures("team", List.of("Both"), List.of("staging", "qa"))).isFalse();
    assertThat(store.hasFigures("service", List.of("Both"), List.of())).isFalse();
    assertThat(store.hasFigures("team", List.of("next Both"), List.of())).isFalse();
    assertThat(store.hasFigures("team", List.of(), List.of("production"))).isFalse();
  }

  private static List<ScopeName> firstScopes(List<String> kinds, int most) {
    return new PageStore(database).ask(snapshot -> snapshot.firstScopes(kinds, most));
  }

  private static List<String> texts(String sql) {
    return database
        .reading()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
