select
  source,
  ticket,
  name,
  queue,
  team,
  kind,
  state,
  created_at,
  resolved_at,
  reopenings,
  reporter_kind,
  excluded_reason
from plumbline.tickets
where (cardinality(:queues::text[]) = 0 or queue = any (:queues::text[]))
  and (:from::timestamptz is null or created_at >= :from::timestamptz)
  and (:to::timestamptz is null or created_at < :to::timestamptz)
order by created_at, source, ticket
