-- The role of everything that only reads: the read API and Grafana. Roles belong to the whole
-- server, so it may be there already, made by an administrator or for another database.
do $$
begin
  if not exists (select from pg_roles where rolname = 'plumbline_reader') then
    create role plumbline_reader nologin;
    alter role plumbline_reader set default_transaction_read_only = on;
    alter role plumbline_reader set statement_timeout = '15s';
  end if;
  if not pg_has_role(current_user, 'plumbline_reader', 'member') then
    execute format('grant plumbline_reader to %I', current_user);
  end if;
exception
  when duplicate_object then null;
  when insufficient_privilege then
    raise exception 'expected role plumbline_reader, with % as a member, or the right to create it', current_user
      using hint = 'as an administrator: create role plumbline_reader; '
        || format('grant plumbline_reader to %I', current_user);
end
$$;

revoke all on schema plumbline from public;
revoke all on function instant_of(bigint) from public;
grant usage on schema plumbline to plumbline_reader;
grant select on changes, deployments, dora_metrics, service_environments to plumbline_reader;
