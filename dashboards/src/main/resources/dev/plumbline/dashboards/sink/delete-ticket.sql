with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
    as fact (source, ticket, source_partition, source_offset)
)
delete from ticket existing
using gone
where existing.generation = gone.generation
  and existing.source = gone.source
  and existing.ticket = gone.ticket
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
