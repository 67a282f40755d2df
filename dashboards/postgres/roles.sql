-- The roles of Plumbline's database, made once by the administrator of the server, in psql and in
-- the database that is to be Plumbline's. Passwords come from files, so that neither this file nor
-- a command line holds one.
--
--   plumbline         owns the database; the service dashboards writes as it
--   plumbline_reader  may read the views and nothing else; nobody can log in as it
--   grafana           logs in and reads as plumbline_reader: no writing, no long queries

\set ON_ERROR_STOP on
\set plumbline_password `cat /run/secrets/postgres_plumbline_password`
\set grafana_password `cat /run/secrets/postgres_grafana_password`

create role plumbline login password :'plumbline_password';
create role plumbline_reader nologin;
grant plumbline_reader to plumbline;

create role grafana login password :'grafana_password' connection limit 10 in role plumbline_reader;
alter role grafana set default_transaction_read_only = on;
alter role grafana set statement_timeout = '15s';

alter database plumbline owner to plumbline;
revoke all on database plumbline from public;
grant connect on database plumbline to grafana;
revoke all on schema public from public;
