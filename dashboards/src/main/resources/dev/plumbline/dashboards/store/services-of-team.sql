select distinct mine.service
from plumbline.service_owners mine
where mine.team = :team
  and :team = (
    select owner.team
    from plumbline.service_owners owner
    where owner.service = mine.service
      and owner.team <> ''
      and (owner."from" is null or owner."from" <= :day)
      and (owner."to" is null or owner."to" > :day)
    order by owner."from" desc nulls last, owner.team
    limit 1
  )
order by mine.service
