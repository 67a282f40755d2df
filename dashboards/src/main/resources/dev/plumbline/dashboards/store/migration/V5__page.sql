-- What the page asks beside the figures themselves.

-- Freshness is the newest of them: without an index every row would be read.
create index deployment_by_finish on deployment (generation, finished_at);
create index ticket_by_creation on ticket (generation, created_at);

-- How many records could not be read, by topic and reason. Not what they hold.
create view quarantined_records with (security_barrier) as
select topic, count(*) as records
from sink_quarantine
group by topic;

-- The names of all scopes, with the families that have figures of them.
create view scope_names with (security_barrier) as
with recursive
  of_dora (scope_kind, scope) as (
    select '' collate "C", '' collate "C"
    union all
    select next.scope_kind, next.scope
    from of_dora last
    cross join lateral (
      select m.scope_kind, m.scope
      from dora_metric m
      where m.generation = (select active from generation where family = 'delivery')
        and m.grain = 'month'
        and (m.scope_kind, m.scope) > (last.scope_kind, last.scope)
      order by m.scope_kind, m.scope
      limit 1
    ) next
  ),
  of_demand (scope_kind, scope) as (
    select '' collate "C", '' collate "C"
    union all
    select next.scope_kind, next.scope
    from of_demand last
    cross join lateral (
      select m.scope_kind, m.scope
      from ops_demand_metric m
      where m.generation = (select active from generation where family = 'ops-demand')
        and m.grain = 'month'
        and (m.scope_kind, m.scope) > (last.scope_kind, last.scope)
      order by m.scope_kind, m.scope
      limit 1
    ) next
  )
select scope_kind, scope, bool_or(family = 'delivery') as delivery, bool_or(family = 'ops-demand') as ops_demand
from (
  select 'delivery' as family, scope_kind, scope from of_dora where scope_kind > ''
  union all
  select 'ops-demand', scope_kind, scope from of_demand where scope_kind > ''
) named
group by scope_kind, scope;

grant select on quarantined_records, scope_names to plumbline_reader;
