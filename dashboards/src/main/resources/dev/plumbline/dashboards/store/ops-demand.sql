with data as (
  select *
  from plumbline.ops_demand_metrics
  where grain = 'month'
    and (:kind::text is null or scope_kind = :kind::text)
    and (cardinality(:scopes::text[]) = 0 or scope = any (:scopes::text[]))
),
span as (
  select
    scope_kind,
    scope,
    metric,
    definition,
    coalesce(:first::date, min(period_start)) as first_period,
    coalesce(:last::date, max(period_start)) as last_period
  from data
  group by scope_kind, scope, metric, definition
),
-- A month without any row: nothing was received.
empty as (
  select span.metric, span.definition, span.scope_kind, span.scope, period::date as period_start
  from span
  cross join lateral generate_series(
    span.first_period::timestamp, span.last_period::timestamp, interval '1 month') period
  where not exists (
    select from data
    where data.scope_kind = span.scope_kind
      and data.scope = span.scope
      and data.metric = span.metric
      and data.period_start = period::date
  )
)
select
  metric,
  definition,
  scope_kind,
  scope,
  period_start,
  n,
  excluded,
  excluded_by_reason,
  value
from data
where (:first::date is null or period_start >= :first::date)
  and (:last::date is null or period_start <= :last::date)
union all
select metric, definition, scope_kind, scope, period_start, 0, 0, '{}', 0
from empty
order by metric, scope_kind, scope, period_start
