-- Adds so many copies of every project, with its contract, its years, its plans and its figures. A copy's id is made of
-- the original's and its number.
create temporary table copy as select n from generate_series(1, current_setting('bench.copies')::int) as n;

insert into project (district_id, project_id, code, name, level, field, platform, line, stage, office_id, company_id,
                     total_investment, address, longitude, latitude, started_on, finish_due_on, summary, version, created_at)
select district_id, md5(project_id::text || n)::uuid, code || '-' || n, name || n, level, field, platform, line, stage,
       office_id, company_id, total_investment, address, longitude, latitude, started_on, finish_due_on, summary, version,
       created_at
from project, copy;

insert into project_year (district_id, project_id, year, planned_investment)
select district_id, md5(project_id::text || n)::uuid, year, planned_investment from project_year, copy;

insert into contract (district_id, contract_id, project_id, leader_id, from_on, to_on, year, year_plan, visits_per_month,
                      milestones, created_at)
select district_id, md5(contract_id::text || n)::uuid, md5(project_id::text || n)::uuid, leader_id, from_on, to_on, year,
       year_plan, visits_per_month, milestones, created_at
from contract, copy;

insert into plan_version (district_id, project_id, year, version, annual, figures, reason, effective_from, amounts, created_at)
select district_id, md5(project_id::text || n)::uuid, year, version, annual, figures, reason, effective_from, amounts,
       created_at
from plan_version, copy;

insert into span_figure (district_id, span_start, project_id, plan, actual, reported_at)
select district_id, span_start, md5(project_id::text || n)::uuid, plan, actual, reported_at from span_figure, copy
order by span_start;

drop table copy;
