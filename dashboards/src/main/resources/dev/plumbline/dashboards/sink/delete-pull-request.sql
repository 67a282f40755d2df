with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
    as fact (repository, pull_request, source_partition, source_offset)
)
delete from pull_request existing
using gone
where existing.generation = gone.generation
  and existing.repository = gone.repository
  and existing.pull_request = gone.pull_request
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
