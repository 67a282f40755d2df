with data as (
  select *
  from plumbline.dora_metrics
  where scope_kind = :scope_kind
    and grain = :grain
    and (cardinality(:scopes::text[]) = 0 or scope = any (:scopes::text[]))
    and (cardinality(:environments::text[]) = 0 or environment = any (:environments::text[]))
),
-- What is known but has no figure at all is empty throughout the range that is asked.
known as (
  select service as scope, environment
  from plumbline.service_environments
  where :scope_kind = 'service'
    and cardinality(:scopes::text[]) = 0
    and (cardinality(:environments::text[]) = 0 or environment = any (:environments::text[]))
  union
  select service, environment
  from plumbline.environments_of(:scopes::text[])
  where :scope_kind = 'service'
    and (cardinality(:environments::text[]) = 0 or environment = any (:environments::text[]))
  union
  select scope, environment from data
),
span as (
  select
    scope,
    environment,
    coalesce(:first::date, min(data.period_start)) as first_period,
    coalesce(:last::date, max(data.period_start)) as last_period
  from known
  left join data using (scope, environment)
  group by scope, environment
),
kind (metric, definition, value) as (
  values
    ('deployment-frequency', 'deployment-frequency@1', 0),
    ('deployment-days', 'deployment-frequency/days@1', 0),
    ('change-lead-time', 'change-lead-time/commit@1', null)
),
-- By except, which hashes or sorts: as an anti-join it may compare all days with all days.
missing as (
  select kind.metric collate "C" as metric, span.scope, span.environment, period::date as period_start
  from span
  cross join kind
  cross join lateral generate_series(
    span.first_period::timestamp, span.last_period::timestamp, :step::interval) period
  except
  select metric, scope, environment, period_start from data
),
-- What a period without any row says: no deployment is a nought, no change is no figure.
empty as (
  select missing.*, kind.definition, kind.value
  from missing
  join kind on kind.metric = missing.metric
)
select
  metric,
  definition,
  scope,
  environment,
  period_start,
  n,
  excluded,
  excluded_by_reason,
  median_seconds,
  p75_seconds,
  p90_seconds,
  value
from data
where (:first::date is null or period_start >= :first::date)
  and (:last::date is null or period_start <= :last::date)
union all
select
  metric, definition, scope, environment, period_start,
  0, 0, '{}', null, null, null, value
from empty
order by metric, scope, environment, period_start
