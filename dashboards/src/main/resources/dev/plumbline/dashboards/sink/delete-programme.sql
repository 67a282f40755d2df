with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::bigint[], ?::bigint[])
    as fact (organisation, source_partition, source_offset)
)
delete from programme existing
using gone
where existing.generation = gone.generation
  and existing.organisation = gone.organisation
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
