insert into queue as existing (
  generation, source, queue,
  owners,
  source_partition, source_offset
)
select
  ?, source, queue,
  -- Through days and back: one that Postgres does not know is found here, not by a reader.
  (
    select coalesce(
      jsonb_agg(jsonb_build_object('team', owner.team, 'from', owner."from", 'to', owner."to")),
      '[]'
    )
    from jsonb_to_recordset(fact.owners::jsonb) as owner (team text, "from" date, "to" date)
  ),
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[],
  ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  source, queue,
  owners,
  source_partition, source_offset
)
on conflict (generation, source, queue) do update set
  owners = excluded.owners,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
