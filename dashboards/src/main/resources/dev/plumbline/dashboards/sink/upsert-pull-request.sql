insert into pull_request as existing (
  generation, repository, pull_request,
  state, draft, opened_at, ready_at, first_review_at, merged_at, closed_at, merge_sha,
  author_kind, into_default_branch, reviews, first_commit_at, revert, hotfix,
  source_partition, source_offset
)
select
  ?, repository, pull_request,
  state, draft, instant_of(opened_at), instant_of(ready_at), instant_of(first_review_at),
  instant_of(merged_at), instant_of(closed_at), merge_sha,
  author_kind, into_default_branch, reviews, instant_of(first_commit_at), revert, hotfix,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[],
  ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
  ?::text[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::boolean[], ?::boolean[],
  ?::bigint[], ?::bigint[]
) as fact (
  repository, pull_request,
  state, draft, opened_at, ready_at, first_review_at, merged_at, closed_at, merge_sha,
  author_kind, into_default_branch, reviews, first_commit_at, revert, hotfix,
  source_partition, source_offset
)
on conflict (generation, repository, pull_request) do update set
  state = excluded.state,
  draft = excluded.draft,
  opened_at = excluded.opened_at,
  ready_at = excluded.ready_at,
  first_review_at = excluded.first_review_at,
  merged_at = excluded.merged_at,
  closed_at = excluded.closed_at,
  merge_sha = excluded.merge_sha,
  author_kind = excluded.author_kind,
  into_default_branch = excluded.into_default_branch,
  reviews = excluded.reviews,
  first_commit_at = excluded.first_commit_at,
  revert = excluded.revert,
  hotfix = excluded.hotfix,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
