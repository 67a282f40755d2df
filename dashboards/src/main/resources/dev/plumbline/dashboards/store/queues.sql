-- Hops from name to name along the index by queue: `distinct` would read every row.
with recursive hop (queue) as (
  select '' collate "C"
  union all
  select next.queue
  from hop
  cross join lateral (
    select t.queue
    from plumbline.tickets t
    where t.queue > hop.queue
    order by t.queue
    limit 1
  ) next
)
select queue from hop where queue > ''
