-- Incidents, failures, pull requests on their way, and the programme. New columns stand last, so that
-- whatever names the old ones goes on working.

alter table deployment
  add column source text collate "C",
  add column environment_type text collate "C",
  add column release text collate "C",
  add column failures text[] not null default '{}',
  add column rework text[] not null default '{}',
  add column failed_at timestamptz,
  add column recovered_at timestamptz,
  add column recovered_by text collate "C",
  add column incidents text[] not null default '{}',
  add column changes text[] not null default '{}',
  add column rolled_back_to text collate "C";

-- Few deployments fail: to find them, the others need not be read.
create index deployment_failed on deployment (generation, service, environment, finished_at)
  where failures <> '{}';

-- The newest failures of all services, and those that nobody knows to be over.
create index deployment_failed_by_finish on deployment (generation, finished_at)
  where failures <> '{}';
create index deployment_open_failure on deployment (generation, finished_at)
  where failures <> '{}' and recovered_at is null;

-- What finished in a period, of one service and environment.
create index deployment_of_service_by_finish
  on deployment (generation, service, environment, finished_at);

alter table change add column first_merged_commit_at timestamptz;

-- What was carried in a period.
create index change_by_deployment on change (generation, service, environment, deployed_at)
  where deployed_at is not null;

-- The services that a merge concerns.
create index change_by_commit on change (generation, repository, sha);

alter table pull_request
  add column first_commit_at timestamptz,
  add column revert boolean not null default false,
  add column hotfix boolean not null default false;

-- The pull request that a commit merged.
create index pull_request_by_merge on pull_request (generation, repository, merge_sha)
  where state = 'MERGED';

alter table dora_metric
  add column parts jsonb not null default '{}',
  add column contributors bigint;

alter table ops_demand_metric
  add column parts jsonb not null default '{}',
  add column contributors bigint;

create table incident (
  generation int not null,
  service text collate "C" not null,
  source text collate "C" not null,
  incident text collate "C" not null,
  name text collate "C",
  environment text collate "C",
  state text not null,
  started_at timestamptz,
  resolved_at timestamptz,
  severity text,
  cause_environment text collate "C",
  cause_deployment text collate "C",
  cause_found_by text,
  reason text,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, service, source, incident)
);

create index incident_by_start on incident (generation, started_at);

-- Accounts are pseudonyms, and still no reader sees one: there is no view of them, only of sums.
create table account (
  generation int not null,
  source text collate "C" not null,
  person text collate "C" not null,
  kind text not null,
  pull_requests bigint not null,
  mapped boolean not null,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, source, person)
);

create table programme (
  generation int not null,
  organisation text collate "C" not null,
  phases jsonb not null,
  baseline_from date,
  baseline_to date,
  cohorts jsonb not null,
  known_events jsonb not null,
  source_partition int not null,
  source_offset bigint not null,
  primary key (generation, organisation)
);

create or replace view deployments with (security_barrier) as
select
  service,
  environment,
  deployment,
  repository,
  sha as commit,
  status,
  started_at,
  finished_at,
  is_first,
  reason,
  source,
  coalesce(environment_type, environment) as environment_type,
  release,
  failures,
  rework,
  failed_at,
  recovered_at,
  recovered_by,
  incidents,
  changes,
  rolled_back_to
from deployment
where generation = (select active from generation where family = 'delivery');

create or replace view pull_requests with (security_barrier) as
select
  repository,
  pull_request,
  state,
  draft,
  opened_at,
  ready_at,
  first_review_at,
  merged_at,
  closed_at,
  merge_sha,
  author_kind,
  into_default_branch,
  reviews,
  first_commit_at,
  revert,
  hotfix
from pull_request
where generation = (select active from generation where family = 'delivery');

-- A figure about people is shown when at least five contributed; until then also their number is not.
create or replace view dora_metrics with (security_barrier) as
select
  metric,
  definition,
  scope_kind,
  scope,
  environment,
  grain,
  period_start,
  n,
  excluded,
  excluded_by_reason,
  case when suppressed is null then median_seconds end::numeric(18, 2) as median_seconds,
  case when suppressed is null then p75_seconds end::numeric(18, 2) as p75_seconds,
  case when suppressed is null then p90_seconds end::numeric(18, 2) as p90_seconds,
  case when suppressed is null then value end::numeric(18, 2) as value,
  parts,
  case when suppressed is null then contributors end as contributors,
  suppressed
from (
  select
    *,
    case
      when metric in (
        'change-lead-time-pull-request',
        'change-lead-time-coding',
        'change-lead-time-pickup',
        'change-lead-time-review'
      ) and coalesce(contributors, 0) < 5 then 'fewer-than-5-people'
    end as suppressed
  from dora_metric
) metric
where generation = (select active from generation where family = 'delivery');

create view incidents with (security_barrier) as
select
  service,
  source,
  incident,
  name,
  environment,
  state,
  started_at,
  resolved_at,
  severity,
  cause_environment,
  cause_deployment,
  cause_found_by,
  reason
from incident
where generation = (select active from generation where family = 'delivery');

-- Deployments that needed immediate intervention, with the evidence and how long it took to recover.
create view failures with (security_barrier) as
select
  service,
  environment,
  coalesce(environment_type, environment) as environment_type,
  deployment,
  repository,
  sha as commit,
  release,
  source,
  status,
  finished_at,
  failures,
  array_to_string(failures, '+') as evidence,
  coalesce(failed_at, finished_at) as failed_at,
  recovered_at,
  recovered_by,
  case
    when recovered_at >= coalesce(failed_at, finished_at)
      then floor(extract(epoch from recovered_at - coalesce(failed_at, finished_at)))
  end as recovery_seconds,
  case
    when recovered_at is null then 'open'
    when recovered_at < coalesce(failed_at, finished_at) then 'negative-duration'
  end as excluded_reason,
  incidents,
  changes
from deployment
where generation = (select active from generation where family = 'delivery')
  and failures <> '{}'
  and finished_at is not null;

-- Merged pull requests as they concern each service and environment; one whose merge was never
-- observed concerns none that is known. Each stage has a reason of its own why it has no figure.
create view pull_request_changes with (security_barrier) as
select
  repository,
  pull_request,
  service,
  environment,
  author_kind,
  revert,
  hotfix,
  commit,
  first_commit_at,
  opened_at,
  ready_at,
  first_review_at,
  merged_at,
  deployment,
  deployed_at,
  case when coding_excluded_reason is null
    then floor(extract(epoch from opened_at - first_commit_at))
  end as coding_seconds,
  case when pickup_excluded_reason is null
    then floor(extract(epoch from first_review_at - ready_at))
  end as pickup_seconds,
  case when review_excluded_reason is null
    then floor(extract(epoch from merged_at - first_review_at))
  end as review_seconds,
  case when deploy_excluded_reason is null
    then floor(extract(epoch from deployed_at - merged_at))
  end as deploy_seconds,
  case when excluded_reason is null
    then floor(extract(epoch from deployed_at - first_commit_at))
  end as lead_seconds,
  excluded_reason,
  coding_excluded_reason,
  pickup_excluded_reason,
  review_excluded_reason,
  deploy_excluded_reason
from (
  select
    *,
    -- Several reasons can hold at once: the first of this order is told.
    case
      when author_kind = 'BOT' then 'bot'
      when service = '' then 'unknown-service'
      when first_commit_at is null then 'first-commit-unknown'
      when merged_at is null then 'merge-time-unknown'
      when deployed_at is null then 'not-deployed'
      when is_first then 'first-deployment'
      when deployed_at < first_commit_at then 'negative-duration'
    end as excluded_reason,
    case
      when author_kind = 'BOT' then 'bot'
      when service = '' then 'unknown-service'
      when first_commit_at is null then 'first-commit-unknown'
      when opened_at is null then 'opened-unknown'
      when deployed_at is null then 'not-deployed'
      when is_first then 'first-deployment'
      when opened_at < first_commit_at then 'negative-duration'
    end as coding_excluded_reason,
    case
      when author_kind = 'BOT' then 'bot'
      when service = '' then 'unknown-service'
      when first_review_at is null or first_review_at > merged_at then 'no-review'
      when ready_at is null then 'ready-unknown'
      when deployed_at is null then 'not-deployed'
      when is_first then 'first-deployment'
      when first_review_at < ready_at then 'negative-duration'
    end as pickup_excluded_reason,
    case
      when author_kind = 'BOT' then 'bot'
      when service = '' then 'unknown-service'
      when first_review_at is null or first_review_at > merged_at then 'no-review'
      when merged_at is null then 'merge-time-unknown'
      when deployed_at is null then 'not-deployed'
      when is_first then 'first-deployment'
    end as review_excluded_reason,
    case
      when service = '' then 'unknown-service'
      when merged_at is null then 'merge-time-unknown'
      when deployed_at is null then 'not-deployed'
      when is_first then 'first-deployment'
      when deployed_at < merged_at then 'negative-duration'
    end as deploy_excluded_reason
  from (
    select
      p.repository,
      p.pull_request,
      c.service,
      c.environment,
      p.author_kind,
      p.revert,
      p.hotfix,
      p.merge_sha as commit,
      coalesce(p.first_commit_at, c.first_merged_commit_at) as first_commit_at,
      p.opened_at,
      p.ready_at,
      p.first_review_at,
      p.merged_at,
      c.deployment,
      case when c.deployment is not null then c.deployed_at end as deployed_at,
      exists (
        select from deployment d
        where d.generation = c.generation
          and d.service = c.service
          and d.environment = c.environment
          and d.deployment = c.deployment
          and d.is_first
      ) as is_first
    from pull_request p
    left join change c
      on c.generation = p.generation
      and c.repository = p.repository
      and c.sha = p.merge_sha
    where p.generation = (select active from generation where family = 'delivery')
      and p.state = 'MERGED'
  ) merged
) reasoned;

-- How many pull requests are by people that the organisation knows. Sums over all accounts: never one.
create view account_coverage with (security_barrier) as
select authors, coalesce(sum(pull_requests), 0) as pull_requests
from (values ('mapped'), ('unmapped'), ('bot')) known (authors)
left join account
  on account.generation = (select active from generation where family = 'delivery')
  and authors = case
    when account.kind = 'BOT' then 'bot'
    when account.mapped then 'mapped'
    else 'unmapped'
  end
group by authors;

-- Both days inclusive.
create view programme_phases with (security_barrier) as
select
  programme.organisation,
  phase.phase collate "C" as phase,
  phase."from",
  phase."to"
from programme
cross join lateral jsonb_to_recordset(programme.phases)
  as phase (phase text, "from" date, "to" date)
where programme.generation = (select active from generation where family = 'organisation');

create view programme_baselines with (security_barrier) as
select organisation, baseline_from as "from", baseline_to as "to"
from programme
where generation = (select active from generation where family = 'organisation')
  and baseline_from is not null;

create view programme_cohorts with (security_barrier) as
select
  programme.organisation,
  cohort.cohort collate "C" as cohort,
  team collate "C" as team,
  cohort.adopted,
  cohort.planned,
  cohort.selection,
  cohort.mandated
from programme
cross join lateral jsonb_to_recordset(programme.cohorts)
  as cohort (
    cohort text, teams jsonb, adopted date, planned date, selection text, mandated boolean)
left join lateral jsonb_array_elements_text(cohort.teams) team on true
where programme.generation = (select active from generation where family = 'organisation');

-- Both days inclusive; `to` is null for what is not over.
create view known_events with (security_barrier) as
select
  programme.organisation,
  event."from",
  event."to",
  event.what,
  event.affects
from programme
cross join lateral jsonb_to_recordset(programme.known_events)
  as event ("from" date, "to" date, what text, affects text)
where programme.generation = (select active from generation where family = 'organisation');

-- Environments that services were deployed to, each with its type. By hops along the primary key.
create view environments with (security_barrier) as
with recursive hop (service, environment, environment_type) as (
  select '' collate "C", '' collate "C", '' collate "C"
  union all
  select next.service, next.environment, next.environment_type
  from hop last
  cross join lateral (
    select d.service, d.environment, coalesce(d.environment_type, d.environment) as environment_type
    from deployment d
    where d.generation = (select active from generation where family = 'delivery')
      and (d.service, d.environment) > (last.service, last.environment)
    order by d.service, d.environment, d.deployment
    limit 1
  ) next
)
select service, environment, environment_type from hop where service > '';

-- The same of some services, without hops over all others.
create function environment_types_of(services text[])
  returns table (service text, environment text, environment_type text)
  language sql stable security definer set search_path = plumbline, pg_temp
as $$
with recursive hop (service, environment, environment_type) as (
  select distinct name collate "C", '' collate "C", '' collate "C"
  from unnest(services) name
  union all
  select next.service, next.environment, next.environment_type
  from hop last
  cross join lateral (
    select d.service, d.environment, coalesce(d.environment_type, d.environment) as environment_type
    from deployment d
    where d.generation = (select active from generation where family = 'delivery')
      and d.service = last.service
      and d.environment > last.environment
    order by d.environment, d.deployment
    limit 1
  ) next
)
select service, environment, environment_type from hop where environment > ''
$$;

revoke all on function environment_types_of(text[]) from public;
grant execute on function environment_types_of(text[]) to plumbline_reader;
grant select on
  incidents,
  failures,
  pull_request_changes,
  account_coverage,
  programme_phases,
  programme_baselines,
  programme_cohorts,
  known_events,
  environments
to plumbline_reader;
