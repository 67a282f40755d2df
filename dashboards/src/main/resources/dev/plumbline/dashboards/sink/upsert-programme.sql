insert into programme as existing (
  generation, organisation,
  phases, baseline_from, baseline_to, cohorts, known_events,
  source_partition, source_offset
)
select
  ?, organisation,
  -- Through days and back: one that Postgres does not know is found here, not by a reader.
  (
    select coalesce(jsonb_agg(to_jsonb(each)), '[]')
    from jsonb_to_recordset(fact.phases::jsonb) as each (phase text, "from" date, "to" date)
  ),
  baseline_from::date,
  baseline_to::date,
  (
    select coalesce(jsonb_agg(to_jsonb(each)), '[]')
    from jsonb_to_recordset(fact.cohorts::jsonb) as each (cohort text, teams jsonb, adopted date, planned date, selection text, mandated boolean)
  ),
  (
    select coalesce(jsonb_agg(to_jsonb(each)), '[]')
    from jsonb_to_recordset(fact.known_events::jsonb) as each ("from" date, "to" date, what text, affects text)
  ),
  source_partition::int, source_offset
from unnest(
  ?::text[],
  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
  ?::bigint[], ?::bigint[]
) as fact (
  organisation,
  phases, baseline_from, baseline_to, cohorts, known_events,
  source_partition, source_offset
)
on conflict (generation, organisation) do update set
  phases = excluded.phases,
  baseline_from = excluded.baseline_from,
  baseline_to = excluded.baseline_to,
  cohorts = excluded.cohorts,
  known_events = excluded.known_events,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
