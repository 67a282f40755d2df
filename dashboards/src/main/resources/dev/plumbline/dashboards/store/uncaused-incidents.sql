select
  service, source, incident, name, environment, state, started_at, resolved_at, reason
from plumbline.incidents fact
where {scope}
  and cause_deployment is null
  and (started_at is null or started_at >= :from and started_at < :to)
order by started_at desc nulls last, service, source, incident
limit :most
