with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
    as fact (service, environment, repository, sha, source_partition, source_offset)
)
delete from change existing
using gone
where existing.generation = gone.generation
  and existing.service = gone.service
  and existing.environment = gone.environment
  and existing.repository = gone.repository
  and existing.sha = gone.sha
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
