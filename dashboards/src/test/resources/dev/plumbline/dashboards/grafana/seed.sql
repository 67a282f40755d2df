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
