insert into ticket as existing (
  generation, source, ticket,
  name, queue, team, kind, state, created_at, resolved_at, reopenings, reporter_kind,
  excluded_reason,
  source_partition, source_offset
)
select
  ?, source, ticket,
  name, queue, team, kind, state, instant_of(created_at), instant_of(resolved_at), reopenings,
  reporter_kind, excluded_reason,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[],
  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
  ?::text[], ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  source, ticket,
  name, queue, team, kind, state, created_at, resolved_at, reopenings, reporter_kind,
  excluded_reason,
  source_partition, source_offset
)
on conflict (generation, source, ticket) do update set
  name = excluded.name,
  queue = excluded.queue,
  team = excluded.team,
  kind = excluded.kind,
  state = excluded.state,
  created_at = excluded.created_at,
  resolved_at = excluded.resolved_at,
  reopenings = excluded.reopenings,
  reporter_kind = excluded.reporter_kind,
  excluded_reason = excluded.excluded_reason,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
