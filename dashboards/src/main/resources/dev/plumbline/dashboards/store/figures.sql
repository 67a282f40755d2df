select
  metric, definition, period_start, n, excluded, excluded_by_reason,
  median_seconds, p75_seconds, p90_seconds, value, parts, suppressed
from plumbline.dora_metrics
where grain = :grain
  and scope_kind = :kind
  and scope = :scope
  and environment = :environment
  and period_start between :first and :last
order by metric, period_start
