select
  repository,
  pull_request,
  state,
  draft,
  opened_at,
  ready_at,
  first_review_at,
  merged_at,
  closed_at,
  merge_sha,
  author_kind,
  into_default_branch,
  reviews
from plumbline.pull_requests
where (cardinality(:repositories::text[]) = 0 or repository = any (:repositories::text[]))
  and (:from::timestamptz is null or opened_at >= :from::timestamptz)
  and (:to::timestamptz is null or opened_at < :to::timestamptz)
order by opened_at, repository, pull_request
