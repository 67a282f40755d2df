insert into {table} as existing (
  generation, grain, scope_kind, scope, environment, metric, period_start,
  definition, n, excluded, excluded_by_reason, median_seconds, p75_seconds, p90_seconds, value,
  parts, contributors,
  source_partition, source_offset
)
select
  ?, grain, scope_kind, scope, environment, metric, period_start::date,
  definition,
  n,
  (select coalesce(sum(count::bigint), 0) from jsonb_each_text(excluded_by_reason::jsonb) each (reason, count)),
  excluded_by_reason::jsonb,
  median_seconds, p75_seconds, p90_seconds, value,
  parts::jsonb, contributors,
  source_partition::int, source_offset
from unnest(
  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
  ?::text[], ?::bigint[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
  ?::text[], ?::bigint[],
  ?::bigint[], ?::bigint[]
) as fact (
  grain, scope_kind, scope, environment, metric, period_start,
  definition, n, excluded_by_reason, median_seconds, p75_seconds, p90_seconds, value,
  parts, contributors,
  source_partition, source_offset
)
on conflict (generation, grain, scope_kind, scope, environment, metric, period_start) do update set
  definition = excluded.definition,
  n = excluded.n,
  excluded = excluded.excluded,
  excluded_by_reason = excluded.excluded_by_reason,
  median_seconds = excluded.median_seconds,
  p75_seconds = excluded.p75_seconds,
  p90_seconds = excluded.p90_seconds,
  value = excluded.value,
  parts = excluded.parts,
  contributors = excluded.contributors,
  source_partition = excluded.source_partition,
  source_offset = excluded.source_offset
where existing.source_partition <> excluded.source_partition
  or existing.source_offset < excluded.source_offset
