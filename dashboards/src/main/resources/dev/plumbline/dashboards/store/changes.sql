select
  commit,
  repository,
  service,
  environment,
  is_merge,
  authored_at,
  committed_at,
  deployment,
  deployed_at,
  lead_time_seconds,
  excluded_reason
from plumbline.changes
where (cardinality(:services::text[]) = 0 or service = any (:services::text[]))
  and (cardinality(:environments::text[]) = 0 or environment = any (:environments::text[]))
  and (:from::timestamptz is null or committed_at >= :from::timestamptz)
  and (:to::timestamptz is null or committed_at < :to::timestamptz)
order by committed_at, commit, environment, service, repository
