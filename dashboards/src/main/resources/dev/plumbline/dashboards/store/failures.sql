select
  service, environment, deployment, finished_at, failures, failed_at, recovered_at, recovered_by,
  recovery_seconds, incidents
from plumbline.failures fact
where {scope}
  and {condition}
  and finished_at >= :from
  and finished_at < :to
order by finished_at desc, service, environment, deployment
limit :most
