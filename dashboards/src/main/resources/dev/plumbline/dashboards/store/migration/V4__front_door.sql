-- Pull requests, tickets and the demand on ops teams.

insert into generation (family, active) values ('ops-demand', 1);

create table pull_request (
  generation int not null,
  repository text collate "C" not null,
  pull_request text collate "C" not null,
  state text not null,
  draft boolean not null,
  opened_at timestamptz,
  ready_at timestamptz,
  first_review_at timestamptz,
  merged_at timestamptz,
  closed_at timestamptz,
  merge_sha text collate "C",
  author_kind text not null,
  into_default_branch boolean,
  reviews bigint not null,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, repository, pull_request)
);

create table ticket (
  generation int not null,
  source text collate "C" not null,
  ticket text collate "C" not null,
  name text collate "C",
  queue text collate "C" not null,
  team text collate "C",
  kind text,
  state text not null,
  created_at timestamptz,
  resolved_at timestamptz,
  reopenings bigint not null,
  reporter_kind text not null,
  excluded_reason text,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, source, ticket)
);

create index ticket_by_time on ticket (generation, queue, created_at);

create table ops_demand_metric (like dora_metric including all);

create view pull_requests with (security_barrier) as
select
  repository,
  pull_request,
  state,
  draft,
  opened_at,
  ready_at,
  first_review_at,
  merged_at,
  closed_at,
  merge_sha,
  author_kind,
  into_default_branch,
  reviews
from pull_request
where generation = (select active from generation where family = 'delivery');

create view tickets with (security_barrier) as
select
  source,
  ticket,
  name,
  queue,
  team,
  kind,
  state,
  created_at,
  resolved_at,
  reopenings,
  reporter_kind,
  excluded_reason
from ticket
where generation = (select active from generation where family = 'ops-demand');

create view ops_demand_metrics with (security_barrier) as
select
  metric,
  definition,
  scope_kind,
  scope,
  grain,
  period_start,
  n,
  excluded,
  excluded_by_reason,
  value
from ops_demand_metric
where generation = (select active from generation where family = 'ops-demand');

-- Every scope that a metric has been computed for. Hops from scope to scope along the primary key:
-- `distinct` would read every row.
create view scopes with (security_barrier) as
with recursive
  of_dora (scope_kind, scope, environment) as (
    select '' collate "C", '' collate "C", '' collate "C"
    union all
    select next.scope_kind, next.scope, next.environment
    from of_dora last
    cross join lateral (
      select m.scope_kind, m.scope, m.environment
      from dora_metric m
      where m.generation = (select active from generation where family = 'delivery')
        and m.grain = 'month'
        and (m.scope_kind, m.scope, m.environment)
          > (last.scope_kind, last.scope, last.environment)
      order by m.scope_kind, m.scope, m.environment
      limit 1
    ) next
  ),
  of_demand (scope_kind, scope, environment) as (
    select '' collate "C", '' collate "C", '' collate "C"
    union all
    select next.scope_kind, next.scope, next.environment
    from of_demand last
    cross join lateral (
      select m.scope_kind, m.scope, m.environment
      from ops_demand_metric m
      where m.generation = (select active from generation where family = 'ops-demand')
        and m.grain = 'month'
        and (m.scope_kind, m.scope, m.environment)
          > (last.scope_kind, last.scope, last.environment)
      order by m.scope_kind, m.scope, m.environment
      limit 1
    ) next
  )
select 'delivery' as family, scope_kind, scope, environment from of_dora where scope_kind > ''
union all
select 'ops-demand', scope_kind, scope, environment from of_demand where scope_kind > '';

-- The newest event that the facts hold: how fresh an answer can be.
create view freshness with (security_barrier) as
select 'delivery' as family, max(finished_at) as newest
from deployment
where generation = (select active from generation where family = 'delivery')
union all
select 'ops-demand', max(created_at)
from ticket
where generation = (select active from generation where family = 'ops-demand');

grant select on pull_requests, tickets, ops_demand_metrics, scopes, freshness to plumbline_reader;
