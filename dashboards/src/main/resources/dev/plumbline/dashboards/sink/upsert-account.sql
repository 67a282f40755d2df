insert into account as existing (
  generation, source, person,
  kind, pull_requests, mapped,
  source_partition, source_offset
)
select
  ?, source, person,
  kind,
  pull_requests,
  mapped,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[],
  ?::text[], ?::bigint[], ?::boolean[],
  ?::bigint[], ?::bigint[]
) as fact (
  source, person,
  kind, pull_requests, mapped,
  source_partition, source_offset
)
on conflict (generation, source, person) do update set
  kind = excluded.kind,
  pull_requests = excluded.pull_requests,
  mapped = excluded.mapped,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
