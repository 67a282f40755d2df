with typed as (
  select service, environment, environment_type
  from plumbline.environments
  where :production and :scope_kind = 'service' and cardinality(:scopes::text[]) = 0
  union all
  select service, environment, environment_type
  from plumbline.environment_types_of(:scopes::text[])
  where :production and :scope_kind = 'service'
),
data as (
  select metric.*
  from plumbline.dora_metrics metric
  left join typed on typed.service = metric.scope and typed.environment = metric.environment
  where metric.scope_kind = :scope_kind
    and metric.grain = :grain
    and metric.metric = any (:metrics::text[])
    and (cardinality(:scopes::text[]) = 0 or metric.scope = any (:scopes::text[]))
    and (
      cardinality(:environments::text[]) = 0
      or metric.environment = any (:environments::text[])
    )
    and (
      not :production or coalesce(typed.environment_type, metric.environment) = 'production'
    )
),
-- What is known but has no figure at all is empty throughout the range that is asked.
found as (
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
),
known as (
  select found.scope, found.environment
  from found
  left join typed on typed.service = found.scope and typed.environment = found.environment
  where not :production or coalesce(typed.environment_type, found.environment) = 'production'
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
kind (metric, definition, is_count) as (
  select metric collate "C", definition, is_count
  from unnest(:metrics::text[], :definitions::text[], :counts::boolean[])
    as kind (metric, definition, is_count)
),
-- By except, which hashes or sorts: as an anti-join it may compare all days with all days.
missing as (
  select kind.metric, span.scope, span.environment, period::date as period_start
  from span
  cross join kind
  cross join lateral generate_series(
    span.first_period::timestamp, span.last_period::timestamp, :step::interval) period
  except
  select metric, scope, environment, period_start from data
),
-- What a period without any row says: no deployment is a nought, no change is no figure.
empty as (
  select missing.*, kind.definition, case when kind.is_count then 0 end as value
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
  case
    when cardinality(:without::text[]) = 0 or n = 0
      or metric not in ('change-fail-rate', 'deployment-rework-rate') then value
    else (
      select round(100 * coalesce(sum(count::bigint), 0) / n, 2)
      from jsonb_each_text(parts) part (classes, count)
      where not string_to_array(classes, '+') <@ :without::text[]
    )
  end as value,
  parts,
  contributors,
  suppressed
from data
where (:first::date is null or period_start >= :first::date)
  and (:last::date is null or period_start <= :last::date)
union all
select
  metric, definition, scope, environment, period_start,
  0, 0, '{}', null, null, null, value, '{}', null, null
from empty
order by metric, scope, environment, period_start
