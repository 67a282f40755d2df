with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::bigint[], ?::bigint[])
    as fact (team, source_partition, source_offset)
)
delete from team existing
using gone
where existing.generation = gone.generation
  and existing.team = gone.team
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
