with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
    as fact (source, person, source_partition, source_offset)
)
delete from account existing
using gone
where existing.generation = gone.generation
  and existing.source = gone.source
  and existing.person = gone.person
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
