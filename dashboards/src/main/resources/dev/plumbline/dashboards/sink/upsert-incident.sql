insert into incident as existing (
  generation, service, source, incident,
  name, environment, state, started_at, resolved_at, severity, cause_environment, cause_deployment, cause_found_by, reason,
  source_partition, source_offset
)
select
  ?, service, source, incident,
  name,
  environment,
  state,
  instant_of(started_at),
  instant_of(resolved_at),
  severity,
  cause_environment,
  cause_deployment,
  cause_found_by,
  reason,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[], ?::text[],
  ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  service, source, incident,
  name, environment, state, started_at, resolved_at, severity, cause_environment, cause_deployment, cause_found_by, reason,
  source_partition, source_offset
)
on conflict (generation, service, source, incident) do update set
  name = excluded.name,
  environment = excluded.environment,
  state = excluded.state,
  started_at = excluded.started_at,
  resolved_at = excluded.resolved_at,
  severity = excluded.severity,
  cause_environment = excluded.cause_environment,
  cause_deployment = excluded.cause_deployment,
  cause_found_by = excluded.cause_found_by,
  reason = excluded.reason,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
