import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import type { Bilingual } from './bilingual.js';
import { keyOf, type SubjectRef } from './subjects.js';

/** What people call a subject, without what it is about: who runs the machines need not read the district's affairs. */
export interface SubjectName {
  readonly name: Bilingual;
  /** Where the screens show it; null where there is no such place. */
  readonly path: string | null;
}

/** The names of many subjects, in one query; what is not there (any more) has none. By `keyOf`. */
export async function subjectNames(tx: Tx, refs: readonly SubjectRef[]): Promise<Map<string, SubjectName>> {
  if (refs.length === 0) return new Map();
  const ids = (kind: string) =>
    sql`any(${sql.param(refs.filter((each) => each.kind === kind && isUuid(each.id)).map(({ id }) => id))}::uuid[])`;
  const here = sql`district_id = ${tx.districtId}`;
  const { rows } = await tx.sql.execute<{ kind: string; id: string; zh: string; en: string }>(sql`
    select 'problem' as kind, problem_id as id, number as zh, number as en
      from problem where ${here} and problem_id = ${ids('problem')}
    union all
    select 'project', project_id, code, code from project where ${here} and project_id = ${ids('project')}
    union all
    select 'person', person_id, name, name from person where ${here} and person_id = ${ids('person')}
    union all
    select 'meeting', m.meeting_id, s.name || ' ' || m.held_on, s.name_en || ' ' || m.held_on
      from meeting m join meeting_series s using (district_id, series_id)
      where ${here} and m.meeting_id = ${ids('meeting')}
    union all
    select 'delivery', d.delivery_id, p.name || ' · ' || n.rule, p.name || ' · ' || n.rule
      from delivery d join notice n using (district_id, notice_id)
      join person p on p.district_id = n.district_id and p.person_id = n.recipient_id
      where d.district_id = ${tx.districtId} and d.delivery_id = ${ids('delivery')}`);
  return new Map(
    rows.map(({ kind, id, zh, en }) => [keyOf({ kind, id }), { name: { zh, en }, path: pathOf({ kind, id }) }]),
  );
}

const places: Readonly<Record<string, string>> = {
  problem: '/problems/',
  project: '/projects/',
  meeting: '/meetings/',
};

function pathOf({ kind, id }: SubjectRef): string | null {
  const place = places[kind];
  return place === undefined ? null : place + id;
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
