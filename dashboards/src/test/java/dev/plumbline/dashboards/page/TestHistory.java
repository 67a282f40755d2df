package dev.plumbline.dashboards.page;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What happened in the organisation of the tests: failures, incidents, phases, owners. */
final class TestHistory {

  private static final String FAILURES =
      """
      insert into plumbline.deployment (
        generation, service, environment, deployment, status, finished_at, is_first,
        failures, failed_at, recovered_at, recovered_by, incidents,
        source_partition, source_offset)
      select 1, name, 'production', deployment, status, finished_at::timestamptz, false,
        failures::text[], finished_at::timestamptz, recovered_at::timestamptz, recovered_by,
        incidents::text[], 0, 0
      from unnest(?::text[]) name
      cross join (values
        ('v7', 'FAILED', '2026-09-14T10:00:00Z', '{failed-status}', '2026-09-15T02:00:00Z', 'v8', '{}'),
        ('v8', 'SUCCEEDED', '2026-10-05T10:00:00Z', '{rollback,linked-incident}',
          '2026-10-05T10:45:00Z', null, '{pagerduty:P7}'),
        ('v9', 'SUCCEEDED', '2026-10-28T10:00:00Z', '{time-window}', null, null, '{jira:INC-9}'))
        as failure (deployment, status, finished_at, failures, recovered_at, recovered_by, incidents)
      """;

  private static final String INCIDENTS =
      """
      insert into plumbline.incident (
        generation, service, source, incident, name, environment, state, started_at, resolved_at,
        reason, source_partition, source_offset)
      select 1, name, 'pagerduty', 'P8 ' || name, '#8 ' || name, null, 'RESOLVED',
        '2026-08-02T10:00:00Z'::timestamptz, '2026-08-02T11:00:00Z'::timestamptz, 'no-deployment', 0, 0
      from unnest(?::text[]) name
      """;

  private static final String SERVICES =
      """
      insert into plumbline.service (generation, service, owners, source_partition, source_offset)
      select 1, name, jsonb_build_array(jsonb_build_object('team', name, 'from', null, 'to', null)),
        0, 0
      from unnest(?::text[]) name
      """;

  private static final String PROGRAMME =
      """
      insert into plumbline.programme (
        generation, organisation, phases, cohorts, known_events, source_partition, source_offset)
      values (1, 'Acme Retail',
        '[{"phase": "Pilot", "from": "2025-11-10", "to": "2026-01-31"},
          {"phase": "Roll-out <b>", "from": "2026-02-01", "to": "2026-12-31"}]',
        '[]', '[]', 0, 0)
      """;

  private final Connection connection;

  TestHistory(Connection connection) {
    this.connection = connection;
  }

  /**
   * Fills the tables.
   *
   * @param names of services, each owned by the team of the same name
   */
  void fill(List<String> names) throws SQLException {
    for (String sql : List.of(FAILURES, INCIDENTS, SERVICES)) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setArray(1, connection.createArrayOf("text", names.toArray()));
        insert.executeUpdate();
      }
    }
    try (Statement insert = connection.createStatement()) {
      insert.execute(PROGRAMME);
    }
  }
}
