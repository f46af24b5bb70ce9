import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { newId } from '#db/id.js';
import type { Database } from '#db/database.js';
import { parseInstant, plainDate, type Instant } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import type { FileProblemBody, StandingView } from './problem.dto.js';
import { fileProblemBody } from './problem.dto.js';
import { ProblemReader } from './problem.reader.js';
import { ProblemService, type Act } from './problem.service.js';

jest.setTimeout(60_000);

let town: SmallDistrict;
let friday: Database;
let problems: ProblemService;

beforeAll(async () => {
  town = await createSmallDistrict();
  friday = town.at('2023-01-20T10:00:00+08:00');
  problems = new ProblemService(friday);
});
afterAll(async () => town?.close());

const bodyOf = (over: Partial<FileProblemBody> = {}): FileProblemBody => ({
  projectId: town.projects.construction,
  title: '施工用电未接入',
  description: '临时变压器三周未送电',
  category: 'utilities',
  severity: 'normal',
  assistingDepartmentIds: [],
  ...over,
});
const file = (who: Someone = 'office', over: Partial<FileProblemBody> = {}) =>
  problems.file(town.as(who), bodyOf(over));
const act = (who: Someone, problem: StandingView, what: Act, service = problems) =>
  service.act(town.as(who), problem.id, problem.version, what);
/** Up to a rung on the coordinator's signature. */
const raise = async (problem: StandingView, toRung: 2 | 3 | 4 | 5 | 6) =>
  act('coordinator', problem, { type: 'signUp', reason: '急', toRung });
const codeOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return 'done';
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.code;
    throw error;
  }
};
const instant = (text: string) => parseInstant(text) as Instant;

/** Every row of the district, so that "nothing changed" means nothing. */
const everything = async (): Promise<string> => {
  const tables = ['problem', 'problem_entry', 'problem_pause', 'problem_extension', 'timer', 'outbox', 'notice'];
  const more = ['delivery', 'audit_entry', 'audit_head', 'meeting', 'agenda_item', 'number_counter'];
  return friday.read(town.system, async (tx) => {
    const found: unknown[] = [];
    for (const table of [...tables, ...more]) {
      const { rows } = await tx.sql.execute(sql.raw(`select to_jsonb(t) as row from ${table} t order by 1`));
      found.push(table, rows);
    }
    return JSON.stringify(found);
  });
};
const rows = <Row extends Record<string, unknown>>(text: string) =>
  friday.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const timersOf = async (id: string) =>
  (
    await rows<{ kind: string; due: string }>(
      `select kind, (extract(epoch from due_at) * 1000)::bigint as due from timer
       where subject_id = '${id}' and fired_at is null order by kind`,
    )
  ).map(({ kind, due }) => [kind, Number(due)]);

describe('filing', () => {
  it('gives a number, clocks that count make-up days, timers, a timeline and an audit entry', async () => {
    const filed = await file();
    expect(filed).toMatchObject({
      number: expect.stringMatching(/^WT-2023-\d{4}$/),
      version: 1,
      rung: 1,
      status: 'open',
    });
    // Two workdays from Friday before Spring Festival: Saturday 28 and Sunday 29 are made up.
    expect(filed.resolutionDueAt).toBe(instant('2023-01-29T18:00:00+08:00'));
    expect(await timersOf(filed.id)).toEqual([
      ['problem.reminder', instant('2023-01-28T09:00:00+08:00')],
      ['problem.resolution', instant('2023-01-29T18:00:00+08:00')],
      ['problem.response', instant('2023-01-28T18:00:00+08:00')],
    ]);
    expect(await rows(`select type from problem_entry where problem_id = '${filed.id}'`)).toEqual([{ type: 'filed' }]);
    expect(await rows(`select action from audit_entry where subject_id = '${filed.id}'`)).toEqual([
      { action: 'problem.file' },
    ]);
    expect(await rows(`select rule from notice where subject_id = '${filed.id}'`)).toEqual([{ rule: 'problem.filed' }]);
  });

  it('is open to the enterprise of the project, whose office then checks', async () => {
    const filed = await file('enterprise');
    const view = await new ProblemReader(friday).one(town.as('enterprise'), filed.id);
    expect(view.filingOffice.id).toBe(town.units.office);
    expect(view.filedBy.name).toBe('示例enterprise');
  });

  it('numbers without gap or repeat, also at once and after a refused filing', async () => {
    const before = await file();
    await codeOf(file('office', { leadDepartmentId: town.units.office }));
    const filed = await Promise.all(Array.from({ length: 4 }, () => file()));
    const last = Number(before.number.slice(-4));
    expect(filed.map(({ number }) => Number(number.slice(-4))).sort((a, b) => a - b)).toEqual(
      [1, 2, 3, 4].map((n) => last + n),
    );
  });

  it('with a key is done once, and answers the same again', async () => {
    const first = await problems.file(town.as('office', 'key-0001'), bodyOf());
    expect(await problems.file(town.as('office', 'key-0001'), bodyOf())).toEqual(first);
  });

  it('out of reach looks like a project that is not there', async () => {
    expect(await codeOf(file('otherOffice'))).toBe('project.not_found');
    expect(await codeOf(file('office', { projectId: newId() }))).toBe('project.not_found');
    expect(await codeOf(file('department'))).toBe('access.denied');
  });

  it('names the field of a department that is none', async () => {
    expect(await codeOf(file('office', { assistingDepartmentIds: [town.units.company] }))).toBe('request.invalid');
  });

  it('refuses blank, overlong and unstorable words', () => {
    const faults = (over: object) =>
      fileProblemBody.safeParse({ ...bodyOf(), ...over }).error?.issues.map((i) => i.path[0]);
    expect(faults({ title: '   ' })).toEqual(['title']);
    expect(faults({ title: '字'.repeat(121) })).toEqual(['title']);
    expect(faults({ description: 'a\u0000b' })).toEqual(['description']);
    expect(faults({ description: '\ud800' })).toEqual(['description']);
    expect(fileProblemBody.parse({ ...bodyOf(), title: '  电  ' }).title).toBe('电');
  });
});

describe('an act', () => {
  it('that lost the race is refused with the present standing', async () => {
    const filed = await file();
    await act('office', filed, { type: 'accept' });
    const error = await act('office', filed, { type: 'claimDone', evidence: '已送电' }).catch((e: unknown) => e);
    expect(error).toMatchObject({
      refusal: { code: 'problem.version_conflict' },
      current: { version: 2, respondedAt: expect.stringMatching(/\+08:00$/) },
    });
  });

  it('of two at once is done once', async () => {
    const filed = await file();
    const tries = [1, 2, 3, 4].map(() => codeOf(act('office', filed, { type: 'accept' })));
    expect((await Promise.all(tries)).sort()).toEqual(['done', ...Array(3).fill('problem.version_conflict')]);
  });

  it('out of reach or on nothing answers alike', async () => {
    const filed = await file();
    const outOfReach = await act('otherOffice', filed, { type: 'accept' }).catch((e: unknown) => e);
    const onNothing = await act('otherOffice', { ...filed, id: newId() }, { type: 'accept' }).catch((e: unknown) => e);
    expect((outOfReach as RefusedError).refusal).toEqual({ code: 'problem.not_found', args: {} });
    expect((onNothing as RefusedError).refusal).toEqual((outOfReach as RefusedError).refusal);
    expect(await codeOf(act('otherLeader', filed, { type: 'accept' }))).toBe('problem.not_found');
    expect(await codeOf(act('otherEnterprise', filed, { type: 'withdraw', reason: '撤' }))).toBe('problem.not_found');
    expect(await codeOf(act('systemAdmin', filed, { type: 'accept' }))).toBe('problem.not_found');
  });

  it('refused leaves every row of the district as it was', async () => {
    const filed = await file();
    const other = await file('coordinator', { projectId: town.projects.other });
    const claimed = await act('office', await file(), { type: 'claimDone', evidence: '已送电' });
    const above = await act('coordinator', await file(), { type: 'signUp', toRung: 3, reason: '急' });
    const claimedAbove = await act('leader', above, { type: 'claimDone', evidence: '已协调' });
    const closed = await act('office', await file(), { type: 'withdraw', reason: '误报' });
    const before = await everything();
    const refused: [string, Promise<unknown>][] = [
      ['problem.not_yours', act('leader', filed, { type: 'accept' })],
      ['access.denied', act('enterprise', filed, { type: 'accept' })],
      ['access.denied', act('office', filed, { type: 'sendDown', toRung: 1, reason: '退回' })],
      ['problem.no_skipping', act('office', filed, { type: 'signUp', toRung: 3, reason: '急' })],
      ['problem.version_conflict', act('office', { ...filed, version: 7 }, { type: 'accept' })],
      ['problem.no_whistle', act('coordinator', filed, { type: 'whistleSign' })],
      [
        'problem.merge_other_project',
        problems.merge(town.as('coordinator'), filed.id, 1, { intoId: other.id, reason: '重' }),
      ],
      [
        'problem.merge_into_itself',
        problems.merge(town.as('coordinator'), filed.id, 1, { intoId: filed.id, reason: '重' }),
      ],
      [
        'problem.merge_target_closed',
        problems.merge(town.as('office'), filed.id, 1, { intoId: closed.id, reason: '重' }),
      ],
      ['problem.not_found', problems.merge(town.as('office'), filed.id, 1, { intoId: other.id, reason: '重' })],
      [
        'problem.pause_not_found',
        act('coordinator', filed, { type: 'decidePause', pauseId: newId(), approved: true, reason: '' }),
      ],
      ['problem.already_claimed', act('office', claimed, { type: 'accept' })],
      [
        'problem.own_claim',
        act('leader', claimedAbove, { type: 'verify', passed: true, finding: '', pauseId: newId() }),
      ],
      ['problem.already_closed', act('office', closed, { type: 'accept' })],
      ['request.invalid', act('office', filed, { type: 'assignDepartment', lead: newId(), assisting: [] })],
      ['project.not_found', file('otherOffice')],
    ];
    for (const [code, attempt] of refused) expect(await codeOf(attempt)).toBe(code);
    expect(await everything()).toBe(before);
  });
});

describe('the way of a problem', () => {
  it('accept and answer stop the response clock', async () => {
    const accepted = await act('office', await file(), { type: 'accept' });
    expect((await timersOf(accepted.id)).map(([kind]) => kind)).toEqual(['problem.reminder', 'problem.resolution']);
    const answered = await act('office', accepted, { type: 'answer', text: '周三送电', plan: null });
    expect(answered).toMatchObject({ version: 3, respondedAt: accepted.respondedAt });
  });

  it('up to the department, whose whistle runs, on to the leader, and back down', async () => {
    const named = await act('office', await file(), {
      type: 'assignDepartment',
      lead: town.units.otherDepartment,
      assisting: [town.units.department],
    });
    const up = await act('office', named, { type: 'signUp', reason: '部门的事' });
    expect(up).toMatchObject({ rung: 2, leadDepartmentId: town.units.otherDepartment });
    expect((await timersOf(up.id)).map(([kind]) => kind)).toEqual([
      'problem.reminder',
      'problem.resolution',
      'problem.response',
      'problem.whistle-contact',
      'problem.whistle-sign',
    ]);
    const signed = await act('otherDepartment', up, { type: 'whistleSign' });
    const contacted = await act('otherDepartment', signed, { type: 'whistleContact' });
    expect(contacted.whistleContactedAt).not.toBeNull();
    const atLeader = await act('otherDepartment', contacted, { type: 'signUp', reason: '需领导协调' });
    expect(atLeader.rung).toBe(3);
    const down = await act('leader', atLeader, { type: 'sendDown', toRung: 2, reason: '部门可办' });
    expect(down).toMatchObject({ rung: 2, respondedAt: null, whistleSignedAt: null });
    const { passages } = await new ProblemReader(friday).one(town.as('leader'), down.id);
    expect(passages.map(({ rung, how }) => [rung, how])).toEqual([
      [1, 'filed'],
      [2, 'signedUp'],
      [3, 'signedUp'],
      [2, 'sentDown'],
    ]);
  });

  it('a pause that is approved moves the clock by just its workdays, and ending it gives the rest back', async () => {
    const filed = await raise(await file(), 3);
    const { pauseId, ...asked } = await problems.act(
      town.as('leader'),
      filed.id,
      filed.version,
      {
        type: 'requestPause',
        pauseId: newId(),
        from: plainDate('2023-01-28'),
        until: plainDate('2023-01-31'),
        reason: '等',
      },
      { pauseId: '' },
    );
    expect(pauseId).toBe('');
    const [{ id }] = (await rows<{ id: string }>(
      `select pause_id as id from problem_pause where problem_id = '${filed.id}'`,
    )) as [{ id: string }];
    expect(await codeOf(act('leader', asked, { type: 'decidePause', pauseId: id, approved: true, reason: '' }))).toBe(
      'problem.not_yours',
    );
    const approved = await act('coordinator', asked, {
      type: 'decidePause',
      pauseId: id,
      approved: true,
      reason: '可',
    });
    // Three workdays from 20 January end on 30 January; 28, 29 and 30 are paused.
    expect(asked.resolutionDueAt).toBe(instant('2023-01-30T18:00:00+08:00'));
    expect(approved.resolutionDueAt).toBe(instant('2023-02-02T18:00:00+08:00'));
    const ended = await act('leader', approved, { type: 'endPause', pauseId: id });
    expect(ended.resolutionDueAt).toBe(asked.resolutionDueAt);
    expect(
      await rows(`select state, from_on = until_on as nothing from problem_pause where pause_id = '${id}'`),
    ).toEqual([{ state: 'ended', nothing: true }]);
    const { clocks } = await new ProblemReader(friday).one(town.as('leader'), filed.id);
    expect(clocks.resolution?.days.filter(({ counted }) => counted).map(({ date }) => date)).toEqual([
      '2023-01-28',
      '2023-01-29',
      '2023-01-30',
    ]);
  });

  it('an extension granted moves the clock, and is counted', async () => {
    const filed = await file();
    const extensionId = newId();
    const asked = await act('office', filed, {
      type: 'requestExtension',
      extensionId,
      workdays: 2,
      reason: '设备未到',
    });
    const granted = await act('coordinator', asked, {
      type: 'decideExtension',
      extensionId,
      granted: true,
      reason: '',
    });
    expect(granted.resolutionDueAt).toBe(instant('2023-01-31T18:00:00+08:00'));
    const { extensions } = await new ProblemReader(friday).one(town.as('office'), filed.id);
    expect(extensions).toEqual([
      expect.objectContaining({
        workdays: 2,
        state: 'granted',
        requestedBy: expect.objectContaining({ name: '示例office' }),
      }),
    ]);
  });

  it('claimed, found wanting, claimed again, struck off, relapsed', async () => {
    const atDepartment = await raise(await file(), 2);
    const claimed = await act('department', atDepartment, { type: 'claimDone', evidence: '已送电' });
    expect((await timersOf(claimed.id)).map(([kind]) => kind)).toEqual(['problem.verification']);
    const failed = await act('office', claimed, { type: 'verify', passed: false, finding: '仍无电', pauseId: newId() });
    expect(failed).toMatchObject({ status: 'open', reopened: 1, claimedAt: null });
    expect(await rows(`select kind, state from problem_pause where problem_id = '${failed.id}'`)).toEqual([
      { kind: 'verification', state: 'approved' },
    ]);
    const again = await act('department', failed, { type: 'claimDone', evidence: '再次送电' });
    const struckOff = await act('office', again, { type: 'verify', passed: true, finding: '有电', pauseId: newId() });
    expect(struckOff.status).toBe('struckOff');
    expect(await timersOf(struckOff.id)).toEqual([]);
    expect(
      await rows(`select closed_at = struck_off_at as same from problem where problem_id = '${struckOff.id}'`),
    ).toEqual([{ same: true }]);
    const back = await act('office', struckOff, { type: 'reopen', reason: '又断电', pauseId: newId() });
    expect(back).toMatchObject({ status: 'open', reopened: 2, struckOffAt: null });
    expect(await rows(`select closed_at from problem where problem_id = '${back.id}'`)).toEqual([{ closed_at: null }]);
  });

  it('a duplicate goes into the other, which stays', async () => {
    const kept = await file();
    const duplicate = await file();
    const merged = await problems.merge(town.as('office'), duplicate.id, 1, { intoId: kept.id, reason: '重复' });
    expect(merged).toMatchObject({ status: 'merged', mergedIntoId: kept.id });
    expect(
      await rows(`select closed_at is not null as closed from problem where problem_id = '${duplicate.id}'`),
    ).toEqual([{ closed: true }]);
  });

  it('what the timeline and the audit say agree in number with the versions', async () => {
    const filed = await file();
    const accepted = await act('office', filed, { type: 'accept' });
    const up = await act('office', accepted, { type: 'signUp', reason: '部门的事' });
    const audit = await rows<{ action: string; person_name: string }>(
      `select action, person_name from audit_entry where subject_id = '${up.id}' order by seq`,
    );
    expect(audit.map(({ action }) => action)).toEqual(['problem.file', 'problem.accept', 'problem.signUp']);
    expect(new Set(audit.map(({ person_name }) => person_name))).toEqual(new Set(['示例office']));
  });
});
