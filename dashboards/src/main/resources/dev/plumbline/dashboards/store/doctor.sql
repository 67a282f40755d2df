select
  deployments.*,
  changes.*,
  pull_requests.*,
  incidents.*,
  (
    select count(*) from plumbline.environments where environment_type = 'production'
  ) as production_environments,
  (select count(*) from plumbline.programme_phases) as phases,
  figures.*
from (
  select
    count(*) as deployments,
    count(*) filter (where reason = 'no-matching-commit') as unmatched_deployments,
    count(*) filter (where reason = 'finish-unknown') as finish_unknown,
    count(*) filter (where service = '') as deployments_without_service
  from plumbline.deployments
) deployments
cross join (
  select
    count(*) as changes,
    count(*) filter (where committed_at is null and not is_merge) as changes_without_time,
    count(*) filter (where service = '') as changes_without_service
  from plumbline.changes
) changes
cross join (
  select
    count(*) as merged_pull_requests,
    count(*) filter (where first_commit_at is null) as without_first_commit
  from plumbline.pull_request_changes
  where author_kind <> 'BOT'
) pull_requests
cross join (
  select
    count(*) as incidents,
    count(*) filter (where reason = 'unknown-service') as incidents_without_service,
    count(*) filter (where reason = 'start-unknown') as incidents_without_start,
    count(*) filter (where reason = 'no-deployment') as incidents_without_cause,
    count(*) filter (
      where state = 'OPEN' and started_at < :as_of::timestamptz - interval '7 days'
    ) as incidents_open_for_long
  from plumbline.incidents
) incidents
cross join (
  select count(*) as figures, count(*) filter (where n < 5) as small_figures
  from plumbline.dora_metrics
  where grain = 'month'
    and scope_kind = 'service'
    and metric = 'change-lead-time'
    and period_start =
      (date_trunc('month', :as_of::timestamptz at time zone 'UTC') - interval '1 month')::date
) figures
