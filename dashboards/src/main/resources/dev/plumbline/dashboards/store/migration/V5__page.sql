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

-- Names by hops too. Not hops over the views of the rows: above those the planner does not see that
-- an index has the names in order, and would read and sort all rows for each hop.
create view repositories with (security_barrier) as
with recursive hop (repository) as (
  select '' collate "C"
  union all
  select next.repository
  from hop
  cross join lateral (
    select p.repository
    from pull_request p
    where p.generation = (select active from generation where family = 'delivery')
      and p.repository > hop.repository
    order by p.repository
    limit 1
  ) next
)
select repository from hop where repository > '';

create view queues with (security_barrier) as
with recursive hop (queue) as (
  select '' collate "C"
  union all
  select next.queue
  from hop
  cross join lateral (
    select t.queue
    from ticket t
    where t.generation = (select active from generation where family = 'ops-demand')
      and t.queue > hop.queue
    order by t.queue
    limit 1
  ) next
)
select queue from hop where queue > '';

-- The first scopes of each kind, by name. A function, for a view would hop over all of them.
create function first_scopes(kinds text[], most int)
  returns table (scope_kind text, scope text)
  language sql stable security definer set search_path = plumbline, pg_temp
as $$
with recursive hop (scope_kind, scope, place) as (
  select kind collate "C", '' collate "C", 0
  from unnest(kinds) kind
  union all
  select hop.scope_kind, next.scope, hop.place + 1
  from hop
  cross join lateral (
    select least(
      (
        select m.scope
        from dora_metric m
        where m.generation = (select active from generation where family = 'delivery')
          and m.grain = 'month'
          and m.scope_kind = hop.scope_kind
          and m.scope > hop.scope
        order by m.scope
        limit 1
      ),
      (
        select m.scope
        from ops_demand_metric m
        where m.generation = (select active from generation where family = 'ops-demand')
          and m.grain = 'month'
          and m.scope_kind = hop.scope_kind
          and m.scope > hop.scope
        order by m.scope
        limit 1
      )
    ) as scope
    -- Not computed again for each mention of it.
    offset 0
  ) next
  where hop.place < most and next.scope is not null
)
select scope_kind, scope from hop where place > 0 order by scope_kind, scope
$$;

-- What service_environments says of the services, without hops over all others.
create function environments_of(services text[])
  returns table (service text, environment text)
  language sql stable security definer set search_path = plumbline, pg_temp
as $$
with recursive hop (service, environment) as (
  select distinct name collate "C", '' collate "C"
  from unnest(services) name
  union all
  select hop.service, next.environment
  from hop
  cross join lateral (
    select least(
      (
        select c.environment
        from change c
        where c.generation = (select active from generation where family = 'delivery')
          and c.service = hop.service
          and c.environment > hop.environment
        order by c.environment
        limit 1
      ),
      (
        select d.environment
        from deployment d
        where d.generation = (select active from generation where family = 'delivery')
          and d.service = hop.service
          and d.environment > hop.environment
        order by d.environment
        limit 1
      )
    ) as environment
    offset 0
  ) next
  where next.environment is not null
)
select service, environment from hop where environment > ''
$$;

revoke all on function first_scopes(text[], int), environments_of(text[]) from public;
grant execute on function first_scopes(text[], int), environments_of(text[]) to plumbline_reader;
grant select on quarantined_records, scope_names, repositories, queues to plumbline_reader;
