insert into team as existing (
  generation, team,
  kind, platform_adopted,
  source_partition, source_offset
)
select
  ?, team,
  kind, platform_adopted::date,
  source_partition::int, source_offset
from unnest(
  ?::text[],
  ?::text[], ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  team,
  kind, platform_adopted,
  source_partition, source_offset
)
on conflict (generation, team) do update set
  kind = excluded.kind,
  platform_adopted = excluded.platform_adopted,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
