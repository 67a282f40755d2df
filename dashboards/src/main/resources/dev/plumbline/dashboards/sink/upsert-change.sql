insert into change as existing (
  generation, service, environment, repository, sha,
  is_merge, authored_at, committed_at, deployment, deployed_at, excluded_reason,
  first_merged_commit_at,
  source_partition, source_offset
)
select
  ?, service, environment, repository, sha,
  is_merge, instant_of(authored_at), instant_of(committed_at), deployment, instant_of(deployed_at),
  excluded_reason, instant_of(first_merged_commit_at), source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[], ?::text[], ?::text[],
  ?::boolean[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[],
  ?::bigint[], ?::bigint[]
) as fact (
  service, environment, repository, sha,
  is_merge, authored_at, committed_at, deployment, deployed_at, excluded_reason,
  first_merged_commit_at,
  source_partition, source_offset
)
on conflict (generation, service, environment, repository, sha) do update set
  is_merge = excluded.is_merge,
  authored_at = excluded.authored_at,
  committed_at = excluded.committed_at,
  deployment = excluded.deployment,
  deployed_at = excluded.deployed_at,
  excluded_reason = excluded.excluded_reason,
  first_merged_commit_at = excluded.first_merged_commit_at,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
