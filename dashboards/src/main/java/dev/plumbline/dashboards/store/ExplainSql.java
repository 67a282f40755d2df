package dev.plumbline.dashboards.store;

/**
 * The queries for the facts behind figures: one for each kind of fact, all with the same columns.
 */
final class ExplainSql {

  private static final String LISTED =
      """
      with fact as ({facts}),
      counted as (
        select
          fact.*,
          count(*) over (partition by reason) as count,
          row_number() over (
            partition by reason order by ended_at, service, environment, repository, id
          ) as place
        from fact
      )
      select
        reason, count, kind, id, repository, service, environment, deployment, started_at, ended_at,
        seconds, classes, source
      from counted
      where place <= :most
      order by reason nulls first, place
      """;

  private static final String COMMITS =
      """
      select
        fact.excluded_reason as reason,
        'commit' as kind,
        fact.commit as id,
        fact.repository,
        fact.service,
        fact.environment,
        fact.deployment,
        fact.committed_at as started_at,
        fact.deployed_at as ended_at,
        floor(fact.lead_time_seconds) as seconds,
        null::text as classes,
        fact.repository as source
      from plumbline.changes fact
      where {scope}
        and fact.deployment is not null
        and fact.deployed_at >= :from::timestamptz
        and fact.deployed_at < :to::timestamptz
      """;

  private static final String PULL_REQUESTS =
      """
      select
        fact.{stage}excluded_reason as reason,
        'pull-request' as kind,
        fact.pull_request as id,
        fact.repository,
        fact.service,
        fact.environment,
        fact.deployment,
        fact.{begin} as started_at,
        fact.{end} as ended_at,
        fact.{seconds}_seconds as seconds,
        null::text as classes,
        fact.repository as source
      from plumbline.pull_request_changes fact
      where {scope}
        and fact.deployment is not null
        and fact.deployed_at >= :from::timestamptz
        and fact.deployed_at < :to::timestamptz
      """;

  private static final String DEPLOYMENTS =
      """
      select
        null::text as reason,
        'deployment' as kind,
        fact.deployment as id,
        fact.repository,
        fact.service,
        fact.environment,
        fact.deployment,
        fact.started_at,
        fact.finished_at as ended_at,
        null::numeric as seconds,
        {classes} as classes,
        fact.source
      from plumbline.deployments fact
      where {scope}
        and fact.service <> ''
        and fact.status in ({statuses})
        and fact.finished_at >= :from::timestamptz
        and fact.finished_at < :to::timestamptz
      """;

  private static final String RECOVERIES =
      """
      select
        fact.excluded_reason as reason,
        'failed-deployment' as kind,
        fact.deployment as id,
        fact.repository,
        fact.service,
        fact.environment,
        fact.recovered_by as deployment,
        fact.failed_at as started_at,
        fact.recovered_at as ended_at,
        fact.recovery_seconds as seconds,
        fact.evidence as classes,
        fact.source
      from plumbline.failures fact
      where {scope}
        and fact.service <> ''
        and fact.finished_at >= :from::timestamptz
        and fact.finished_at < :to::timestamptz
      """;

  private static final String FINISHED = "'SUCCEEDED', 'FAILED'";

  private ExplainSql() {}

  static String of(ExplainStore.Explained explained) {
    ScopeQuestion scope = explained.scope();
    return LISTED.replace(
        "{facts}",
        switch (explained.metric()) {
          case CHANGE_LEAD_TIME -> COMMITS.replace("{scope}", scope.where("deployed_at", false));
          case CHANGE_LEAD_TIME_PULL_REQUEST ->
              pullRequests(scope, "", "lead", "first_commit_at", "deployed_at");
          case CHANGE_LEAD_TIME_CODING ->
              pullRequests(scope, "coding_", "coding", "first_commit_at", "opened_at");
          case CHANGE_LEAD_TIME_PICKUP ->
              pullRequests(scope, "pickup_", "pickup", "ready_at", "first_review_at");
          case CHANGE_LEAD_TIME_REVIEW ->
              pullRequests(scope, "review_", "review", "first_review_at", "merged_at");
          case CHANGE_LEAD_TIME_MERGE ->
              pullRequests(scope, "deploy_", "deploy", "merged_at", "deployed_at");
          case DEPLOYMENT_FREQUENCY, DEPLOYMENT_DAYS ->
              deployments(scope, "null::text", "'SUCCEEDED'");
          case CHANGE_FAIL_RATE -> deployments(scope, classes("failures"), FINISHED);
          case DEPLOYMENT_REWORK_RATE -> deployments(scope, classes("rework"), FINISHED);
          case FAILED_DEPLOYMENT_RECOVERY_TIME ->
              RECOVERIES.replace("{scope}", scope.where("finished_at", true));
        });
  }

  private static String classes(String column) {
    return "nullif(array_to_string(fact." + column + ", '+'), '')";
  }

  private static String pullRequests(
      ScopeQuestion scope, String stage, String seconds, String begin, String end) {
    return PULL_REQUESTS
        .replace("{stage}", stage)
        .replace("{seconds}", seconds)
        .replace("{begin}", begin)
        .replace("{end}", end)
        .replace("{scope}", scope.where("deployed_at", false));
  }

  private static String deployments(ScopeQuestion scope, String classes, String statuses) {
    return DEPLOYMENTS
        .replace("{classes}", classes)
        .replace("{statuses}", statuses)
        .replace("{scope}", scope.where("finished_at", true));
  }
}
