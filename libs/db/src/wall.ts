/** What the tables stand on: extensions, the application's role, and the two functions that every query leans on. */
export const foundationSql = `
create extension if not exists pg_trgm;

do $$ begin
  create role duban_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  execute format('grant duban_app to %I', current_user);
exception when others then
  -- A superuser is a member of every role already; some hosts refuse the redundant grant.
  if not pg_has_role(current_user, 'duban_app', 'member') then raise; end if;
end $$;

-- The district this transaction is for; null outside one, so that a forgotten setting shows no row at all.
create or replace function duban_district() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('duban.district', true), '')::uuid $$;

-- The moment of the transaction, moved by the demo clock's offset (0 in production).
create or replace function duban_now() returns timestamptz language sql stable parallel safe as
  $$ select now() + coalesce(nullif(current_setting('duban.clock_offset_ms', true), ''), '0')::bigint * interval '1 millisecond' $$;
`;

/**
 * Raises the wall around every table that has a district: row-level security, forced also on the owner, for every
 * command. Runs after every migration, so a new table cannot be forgotten; a test asks the catalogue as well.
 */
export const wallSql = `
do $$
declare t record;
begin
  for t in
    select c.oid, c.relname from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p')
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    if not exists (select 1 from pg_policy where polrelid = t.oid and polname = 'wall') then
      execute format('create policy wall on %I using (district_id = duban_district()) with check (district_id = duban_district())', t.relname);
    end if;
  end loop;
  -- The register of districts may be read before anyone has said who they are; written only from inside.
  if not exists (select 1 from pg_policy where polname = 'register') then
    create policy register on district for select using (true);
  end if;
end $$;

grant usage on schema public to duban_app;
grant usage on schema drizzle to duban_app;
grant select on drizzle.__drizzle_migrations to duban_app;
grant select, insert, update, delete on all tables in schema public to duban_app;
-- The trail and the timelines are only ever added to.
revoke update, delete, truncate on audit_entry, problem_entry, decision_entry from duban_app;
-- A version of a policy never changes.
revoke update, delete, truncate on policy_version, ladder_policy from duban_app;
-- A closed period stays as it was closed; what happened to a report is only added to.
revoke update, delete, truncate on closed_period, closed_project, closed_scope, week_report_entry, card_talk from duban_app;
-- What a figure was, is its earlier versions and entries.
revoke update, delete, truncate on plan_version, span_actual from duban_app;
-- What was promised and moved, and what was handed over, stays as it was written.
revoke update, delete, truncate on milestone_change, hand_over_sheet from duban_app;
`;
