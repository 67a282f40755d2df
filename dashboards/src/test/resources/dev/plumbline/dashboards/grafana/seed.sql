-- An organisation whose names try to break queries, from December 2023 to August 2024. The tests
-- ask about February to May: what lies outside is a million, so that it is seen when it leaks in.

create temp table name (name text, hostile boolean);
insert into name values
  ('payments', false),
  ('O''Brien "core"', true),
  ('100% $team', true),
  ('<img src=x>', true);

create temp table environment (environment text);
insert into environment values ('production'), ('it''s $environment; --');

insert into team
select 1, name, 'stream', date '2024-02-10' + (row_number() over (order by name))::int * 7, 0, 0
from name;
insert into team values (1, 'idle', 'ops', null, 0, 0);

insert into service
select 1, name, jsonb_build_array(jsonb_build_object('team', name, 'from', null, 'to', null)), 0, 0
from name;

insert into queue
select
  1, 'jira', name, jsonb_build_array(jsonb_build_object('team', name, 'from', null, 'to', null)),
  0, 0
from name;

create temp table scope (scope_kind text, scope text);
insert into scope
select 'team', name from name
union all
select 'service', name from name
union all
values ('service', 'orphan'), ('organisation', 'organisation');

-- March stays empty.
create temp table period (grain text, period_start date, figure bigint);
insert into period
select
  grain,
  start::date,
  case
    when start >= '2024-02-01' and start < '2024-06-01' then extract(month from start)
    else 1000000
  end
from (
  select 'month' as grain, generate_series(timestamp '2023-12-01', '2024-08-01', '1 month') as start
  union all
  select 'week', generate_series(timestamp '2023-12-04', '2024-08-05', '1 week')
  union all
  select 'day', generate_series(timestamp '2023-12-01', '2024-08-05', '3 days')
) series
where date_trunc('month', start) <> '2024-03-01';

insert into dora_metric
select
  1, grain, scope_kind, scope, environment, metric, period_start, definition, figure, 3 * figure,
  jsonb_build_object('merge-commit', 2 * figure, 'not-deployed', figure),
  case metric when 'change-lead-time' then 3600.5 * figure end,
  case metric when 'change-lead-time' then 7200 * figure end,
  case metric when 'change-lead-time' then 86400 * figure end,
  figure, 0, 0
from period
cross join scope
cross join environment
cross join (
  values
    ('deployment-frequency', 'deployment-frequency@1'),
    ('deployment-days', 'deployment-frequency/days@1'),
    ('change-lead-time', 'change-lead-time/commit@1')
) as metric (metric, definition);

insert into deployment
select
  1, scope, environment, 'v' || to_char(month, 'YYYY.MM'), 'acme/' || scope, 'abc',
  case extract(month from month) when 4 then 'FAILED' else 'SUCCEEDED' end,
  month + interval '9 days', month + interval '9 days 90 seconds', month = '2023-12-01', null, 0, 0
from scope
cross join environment
cross join generate_series(timestamptz '2023-12-01Z', '2024-08-01Z', '1 month') as month
where scope_kind = 'service';

-- Of four finished deployments one failed by its status, and one was rolled back soon after an
-- incident had begun.
insert into dora_metric (
  generation, grain, scope_kind, scope, environment, metric, period_start, definition, n, excluded,
  excluded_by_reason, median_seconds, value, parts, contributors, source_partition, source_offset)
select
  1, grain, scope_kind, scope, environment, metric, period_start, definition, 4 * figure,
  case metric when 'failed-deployment-recovery-time' then figure else 0 end,
  case metric
    when 'failed-deployment-recovery-time' then jsonb_build_object('open', figure)
    else '{}'
  end,
  case metric when 'failed-deployment-recovery-time' then 600 * figure end,
  case metric
    when 'change-fail-rate' then 50
    when 'failed-deployment-recovery-time' then 600 * figure
    else 25
  end,
  case metric
    when 'change-fail-rate'
      then jsonb_build_object('failed-status', figure, 'rollback+time-window', figure)
    when 'deployment-rework-rate' then jsonb_build_object('rollback', figure)
    else '{}'
  end,
  null, 0, 0
from period
cross join scope
cross join environment
cross join (
  values
    ('change-fail-rate', 'change-fail-rate@1'),
    ('failed-deployment-recovery-time', 'failed-deployment-recovery-time@1'),
    ('deployment-rework-rate', 'deployment-rework-rate@1')
) as metric (metric, definition);

-- Of services too few people are known.
insert into dora_metric (
  generation, grain, scope_kind, scope, environment, metric, period_start, definition, n, excluded,
  excluded_by_reason, median_seconds, p75_seconds, p90_seconds, value, parts, contributors,
  source_partition, source_offset)
select
  1, grain, scope_kind, scope, environment, metric, period_start, 'change-lead-time/pull-request@1',
  figure, figure, jsonb_build_object('no-review', figure),
  3600 * figure, 7200 * figure, 86400 * figure, 3600 * figure, '{}',
  case
    when metric = 'change-lead-time-merge' then null
    when scope_kind = 'service' then 4
    else 5
  end, 0, 0
from period
cross join scope
cross join environment
cross join unnest(array[
  'change-lead-time-pull-request', 'change-lead-time-coding', 'change-lead-time-pickup',
  'change-lead-time-review', 'change-lead-time-merge'
]) as metric
where grain = 'month';

-- February was rolled back; everything speaks against April, and against May, which is still open.
update deployment
set
  failures = case deployment
    when 'v2024.02' then array['rollback']
    else array[
      'failed-status', 'rollback', 'revert', 'hotfix', 'linked-incident', 'time-window'
    ]
  end,
  rework = case deployment when 'v2024.04' then array['rollback'] else '{}' end,
  failed_at = finished_at - interval '30 minutes',
  recovered_at = case when deployment <> 'v2024.05' then finished_at + interval '90 minutes' end,
  recovered_by = 'v2024.05',
  incidents = array['pagerduty:' || service],
  changes = array['revert:abc'],
  rolled_back_to = 'v2024.03'
where deployment in ('v2024.02', 'v2024.04', 'v2024.05');

insert into incident (
  generation, service, source, incident, name, environment, state, started_at, resolved_at, severity,
  cause_environment, cause_deployment, cause_found_by, reason, source_partition, source_offset)
select
  1, scope, 'pagerduty', scope || incident, '<b>' || scope || '</b>', null, 'RESOLVED',
  started_at, started_at + interval '2 hours', 'high',
  case incident when 'P1' then 'production' end,
  case incident when 'P1' then 'v2024.04' end,
  case incident when 'P1' then 'deployment' end,
  case incident when 'P2' then 'no-deployment' end, 0, 0
from scope
cross join (
  values
    ('P1', timestamptz '2024-04-10Z'),
    ('P2', timestamptz '2024-03-05Z'),
    ('P2 before', timestamptz '2023-12-05Z')
) as incident (incident, started_at)
where scope_kind = 'service';

insert into programme (
  generation, organisation, phases, cohorts, known_events, source_partition, source_offset)
values (1, 'organisation', '[
  {"phase": "O''Brien''s <pilot>", "from": "2024-01-15", "to": "2024-03-15"},
  {"phase": "100% $team", "from": "2024-03-16", "to": "2024-12-31"},
  {"phase": "over", "from": "2023-01-01", "to": "2023-06-30"}]', '[]', '[]', 0, 0);

insert into account (
  generation, source, person, kind, pull_requests, mapped, source_partition, source_offset)
values
  (1, 'github', 'a', 'HUMAN', 30, true, 0, 0),
  (1, 'github', 'b', 'HUMAN', 10, false, 0, 0),
  (1, 'github', 'c', 'BOT', 60, false, 0, 0);

insert into sink_quarantine (topic, source_partition, source_offset, reason)
values ('plumbline.facts.changes', 0, 1, 'not Avro');

create temp table demand_scope (scope_kind text, scope text);
insert into demand_scope
select 'team', name from name
union all
select 'queue', 'jira:' || name from name
union all
values ('queue', 'github:acme/ops'), ('organisation', 'organisation');

insert into ops_demand_metric
select
  1, grain, scope_kind, scope, '', 'ops-tickets-received', period_start, 'ops-demand/tickets@1',
  figure, figure, jsonb_build_object('sub-task', figure), null, null, null, figure, 0, 0
from period
cross join demand_scope
where grain = 'month';

insert into ticket
select
  1, 'jira', scope || kind || month, '<b>' || scope || '</b>', scope, null, nullif(kind, ''), 'DONE',
  month + interval '2 days', month + interval '3 days', 0, 'HUMAN',
  case kind when 'sub' then 'sub-task' end, 0, 0
from demand_scope
cross join (values (''), ('incident'), ('sub')) as kind (kind)
cross join generate_series(timestamptz '2023-12-01Z', '2024-08-01Z', '1 month') as month
where scope_kind = 'queue';
