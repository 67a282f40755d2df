service in (select owner.service from plumbline.service_owners owner where owner.team = :scope)
  and :scope = (
    select owner.team
    from plumbline.service_owners owner
    where owner.service = happened.service
      and (owner."from" is null or owner."from" <= {day})
      and (owner."to" is null or owner."to" > {day})
    order by owner."from" desc nulls last, owner.team
    limit 1
  )
