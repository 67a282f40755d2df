insert into deployment as existing (
  generation, service, environment, deployment,
  repository, sha, status, started_at, finished_at, is_first, reason,
  source, environment_type, release, failures, rework,
  failed_at, recovered_at, recovered_by, incidents, changes, rolled_back_to,
  source_partition, source_offset
)
select
  ?, service, environment, deployment,
  repository, sha, status, instant_of(started_at), instant_of(finished_at), is_first, reason,
  source, environment_type, release,
  array(select jsonb_array_elements_text(failures::jsonb)),
  array(select jsonb_array_elements_text(rework::jsonb)),
  instant_of(failed_at), instant_of(recovered_at), recovered_by,
  array(select jsonb_array_elements_text(incidents::jsonb)),
  array(select jsonb_array_elements_text(changes::jsonb)),
  rolled_back_to,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[], ?::text[],
  ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[],
  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
  ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  service, environment, deployment,
  repository, sha, status, started_at, finished_at, is_first, reason,
  source, environment_type, release, failures, rework,
  failed_at, recovered_at, recovered_by, incidents, changes, rolled_back_to,
  source_partition, source_offset
)
on conflict (generation, service, environment, deployment) do update set
  repository = excluded.repository,
  sha = excluded.sha,
  status = excluded.status,
  started_at = excluded.started_at,
  finished_at = excluded.finished_at,
  is_first = excluded.is_first,
  reason = excluded.reason,
  source = excluded.source,
  environment_type = excluded.environment_type,
  release = excluded.release,
  failures = excluded.failures,
  rework = excluded.rework,
  failed_at = excluded.failed_at,
  recovered_at = excluded.recovered_at,
  recovered_by = excluded.recovered_by,
  incidents = excluded.incidents,
  changes = excluded.changes,
  rolled_back_to = excluded.rolled_back_to,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
