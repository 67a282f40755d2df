with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
    as fact (service, source, incident, source_partition, source_offset)
)
delete from incident existing
using gone
where existing.generation = gone.generation
  and existing.service = gone.service
  and existing.source = gone.source
  and existing.incident = gone.incident
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
