-- Hops from name to name along the primary key: `distinct` would read every row.
with recursive hop (repository) as (
  select '' collate "C"
  union all
  select next.repository
  from hop
  cross join lateral (
    select p.repository
    from plumbline.pull_requests p
    where p.repository > hop.repository
    order by p.repository
    limit 1
  ) next
)
select repository from hop where repository > ''
