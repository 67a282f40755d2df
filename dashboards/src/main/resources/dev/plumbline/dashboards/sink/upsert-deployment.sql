insert into deployment as existing (
  generation, service, environment, deployment,
  repository, sha, status, started_at, finished_at, is_first, reason,
  source_partition, source_offset
)
select
  ?, service, environment, deployment,
  repository, sha, status, instant_of(started_at), instant_of(finished_at), is_first, reason,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[], ?::text[],
  ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  service, environment, deployment,
  repository, sha, status, started_at, finished_at, is_first, reason,
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
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
