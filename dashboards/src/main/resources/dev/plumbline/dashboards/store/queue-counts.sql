with received as (
  select scope, period_start, value
  from plumbline.ops_demand_metrics
  where grain = :grain
    and scope_kind = 'queue'
    and metric = :metric
    and period_start between :first and :last
),
greatest_queue as (
  select scope
  from received
  group by scope
  order by sum(value) desc, scope
  limit :most
)
select greatest_queue.scope as queue, period_start, sum(value) as value
from received
left join greatest_queue using (scope)
group by greatest_queue.scope, period_start
order by queue, period_start
