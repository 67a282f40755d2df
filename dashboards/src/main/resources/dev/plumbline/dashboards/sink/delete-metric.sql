with gone as (
  select ?::int as generation, fact.*
  from unnest(
    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[]
  ) as fact (
    grain, scope_kind, scope, environment, metric, period_start, source_partition, source_offset
  )
)
delete from {table} existing
using gone
where existing.generation = gone.generation
  and existing.grain = gone.grain
  and existing.scope_kind = gone.scope_kind
  and existing.scope = gone.scope
  and existing.environment = gone.environment
  and existing.metric = gone.metric
  and existing.period_start = gone.period_start::date
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
