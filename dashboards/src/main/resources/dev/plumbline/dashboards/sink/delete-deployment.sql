with gone as (
  select ?::int as generation, fact.*
  from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
    as fact (service, environment, deployment, source_partition, source_offset)
)
delete from deployment existing
using gone
where existing.generation = gone.generation
  and existing.service = gone.service
  and existing.environment = gone.environment
  and existing.deployment = gone.deployment
  and (
    existing.source_partition <> gone.source_partition
    or existing.source_offset < gone.source_offset
  )
