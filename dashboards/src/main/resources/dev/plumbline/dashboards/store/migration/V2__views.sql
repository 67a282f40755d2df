-- What readers see: the active generation, and no table.

create view changes with (security_barrier) as
select
  repository,
  commit,
  service,
  environment,
  is_merge,
  authored_at,
  committed_at,
  deployment,
  deployed_at,
  case when excluded_reason is null
    then extract(epoch from deployed_at - committed_at)
  end as lead_time_seconds,
  excluded_reason
from (
  select
    c.repository,
    c.sha as commit,
    c.service,
    c.environment,
    c.is_merge,
    c.authored_at,
    c.committed_at,
    c.deployment,
    c.deployed_at,
    -- Several reasons can hold at once: the first of this order is told.
    case
      when c.is_merge or c.excluded_reason = 'merge-commit' then 'merge-commit'
      when c.service = '' or c.excluded_reason = 'unknown-service' then 'unknown-service'
      when c.committed_at is null then 'commit-time-unknown'
      when c.deployment is null or c.deployed_at is null then 'not-deployed'
      -- Not a join: until statistics are gathered, the planner would read all deployments per row.
      when exists (
        select from deployment d
        where d.generation = c.generation
          and d.service = c.service
          and d.environment = c.environment
          and d.deployment = c.deployment
          and d.is_first
      ) then 'first-deployment'
      when c.deployed_at < c.committed_at then 'negative-duration'
      else c.excluded_reason
    end as excluded_reason
  from change c
  where c.generation = (select active from generation where family = 'delivery')
) change_with_reason;

create view deployments with (security_barrier) as
select
  service,
  environment,
  deployment,
  repository,
  sha as commit,
  status,
  started_at,
  finished_at,
  is_first,
  reason
from deployment
where generation = (select active from generation where family = 'delivery');

create view dora_metrics with (security_barrier) as
select
  metric,
  definition,
  scope_kind,
  scope,
  environment,
  grain,
  period_start,
  n,
  excluded,
  excluded_by_reason,
  median_seconds,
  p75_seconds,
  p90_seconds,
  value
from dora_metric
where generation = (select active from generation where family = 'delivery');

-- The known names. Hops from pair to pair along the primary keys, from a start before all of them:
-- `distinct` would read every row.
create view service_environments with (security_barrier) as
with recursive
  of_change (service, environment) as (
    select '' collate "C", '' collate "C"
    union all
    select next.service, next.environment
    from of_change last
    cross join lateral (
      select c.service, c.environment
      from change c
      where c.generation = (select active from generation where family = 'delivery')
        and (c.service, c.environment) > (last.service, last.environment)
      order by c.service, c.environment
      limit 1
    ) next
  ),
  of_deployment (service, environment) as (
    select '' collate "C", '' collate "C"
    union all
    select next.service, next.environment
    from of_deployment last
    cross join lateral (
      select d.service, d.environment
      from deployment d
      where d.generation = (select active from generation where family = 'delivery')
        and (d.service, d.environment) > (last.service, last.environment)
      order by d.service, d.environment
      limit 1
    ) next
  )
select service, environment from of_change where service > ''
union
select service, environment from of_deployment where service > '';
