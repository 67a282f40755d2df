-- What the organisation says about itself. Nothing calculates it: its generation stays the first.

insert into generation (family, active) values ('organisation', 1);

create table team (
  generation int not null,
  team text collate "C" not null,
  kind text collate "C" not null,
  platform_adopted date,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, team)
);

-- Owners as one value, for they come and go as one: an array of {team, from, to}.
create table service (
  generation int not null,
  service text collate "C" not null,
  owners jsonb not null,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, service)
);

create table queue (
  generation int not null,
  source text collate "C" not null,
  queue text collate "C" not null,
  owners jsonb not null,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, source, queue)
);

create view teams with (security_barrier) as
select team, kind, platform_adopted
from team
where generation = (select active from generation where family = 'organisation');

-- From inclusive, to exclusive; null for always and for still.
create view service_owners with (security_barrier) as
select
  service.service,
  owner.team collate "C" as team,
  owner."from",
  owner."to"
from service
cross join lateral jsonb_to_recordset(service.owners)
  as owner (team text, "from" date, "to" date)
where service.generation = (select active from generation where family = 'organisation');

-- The queue as metrics name it in their scope.
create view queue_owners with (security_barrier) as
select
  queue.source || ':' || queue.queue as queue,
  owner.team collate "C" as team,
  owner."from",
  owner."to"
from queue
cross join lateral jsonb_to_recordset(queue.owners)
  as owner (team text, "from" date, "to" date)
where queue.generation = (select active from generation where family = 'organisation');

grant select on teams, service_owners, queue_owners to plumbline_reader;
