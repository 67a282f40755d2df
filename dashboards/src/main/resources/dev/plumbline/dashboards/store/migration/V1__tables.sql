-- Rows are copies of what compacted topics hold, one table per topic. Each row remembers the record
-- it came from: a record is applied only over an earlier one of its partition.
--
-- Names compare by bytes (collate "C"), so that order does not depend on the server's locale.

-- Which generation of a family readers see. A replay fills the next one beside it.
create table generation (
  family text primary key,
  active int not null
);

insert into generation (family, active) values ('delivery', 1);

create table change (
  generation int not null,
  service text collate "C" not null,
  environment text collate "C" not null,
  repository text collate "C" not null,
  sha text collate "C" not null,
  is_merge boolean not null,
  authored_at timestamptz,
  committed_at timestamptz,
  deployment text collate "C",
  deployed_at timestamptz,
  excluded_reason text,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, service, environment, repository, sha)
);

create index change_by_time on change (generation, service, committed_at);

create table deployment (
  generation int not null,
  service text collate "C" not null,
  environment text collate "C" not null,
  deployment text collate "C" not null,
  repository text collate "C",
  sha text collate "C",
  status text not null,
  started_at timestamptz,
  finished_at timestamptz,
  is_first boolean not null,
  reason text,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, service, environment, deployment)
);

-- The grain stands early in the key: every question names one.
create table dora_metric (
  generation int not null,
  grain text collate "C" not null,
  scope_kind text collate "C" not null,
  scope text collate "C" not null,
  environment text collate "C" not null,
  metric text collate "C" not null,
  period_start date not null,
  definition text collate "C" not null,
  n bigint not null,
  excluded bigint not null,
  excluded_by_reason jsonb not null,
  median_seconds numeric(18, 2),
  p75_seconds numeric(18, 2),
  p90_seconds numeric(18, 2),
  value numeric(18, 2),
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, grain, scope_kind, scope, environment, metric, period_start)
);

-- Where the sink stands. Advanced in the transaction that writes the rows.
create table sink_offset (
  generation int not null,
  topic text collate "C" not null,
  source_partition int not null,
  next_offset bigint not null check (next_offset >= 0),
  primary key (generation, topic, source_partition)
);

-- Records that could not be read or stored, byte for byte.
create table sink_quarantine (
  topic text collate "C" not null,
  source_partition int not null,
  source_offset bigint not null,
  key bytea,
  value bytea,
  reason text not null,
  primary key (topic, source_partition, source_offset)
);

-- Exact for every instant Postgres can hold, where to_timestamp(double precision) is not.
create function instant_of(milliseconds bigint) returns timestamptz
  language sql stable parallel safe
  return timestamptz '1970-01-01T00:00:00Z'
    + milliseconds / 86400000 * interval '24 hours'
    + milliseconds % 86400000 * interval '1 millisecond';
