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
    max(definition) as definition,
    coalesce(:first::date, min(period_start)) as first_period,
    coalesce(:last::date, max(period_start)) as last_period
  from data
  group by scope_kind, scope, metric
),
-- A month without any row: nothing was received. By except, which hashes or sorts: as an anti-join it
-- may compare all months with all months.
missing as (
  select scope_kind, scope, metric, period::date as period_start
  from span
  cross join lateral generate_series(
    span.first_period::timestamp, span.last_period::timestamp, interval '1 month') period
  except
  select scope_kind, scope, metric, period_start from data
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
from missing
join span using (scope_kind, scope, metric)
order by metric, scope_kind, scope, period_start
