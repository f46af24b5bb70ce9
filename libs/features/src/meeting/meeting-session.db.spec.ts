import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { text } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Database } from '#db/database.js';
import { ProblemService } from '#features/problem/index.js';
import { fireDue, keepPromises } from '../../../../test/support/district-clockwork.js';
import { startMeetingApp, type MeetingAppOf } from '../../../../test/support/meeting-app.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { offerToAgenda } from './meeting.offers.js';

jest.setTimeout(180_000);

/** Mondays: 13 February 2023, cut-off Thursday the 9th 18:00, approval Friday the 10th 18:00. */
const FILED = '2023-02-06T10:00:00+08:00';
const BEFORE = '2023-02-10T10:00:00+08:00';
const ON_THE_DAY = '2023-02-13T09:05:00+08:00';

let town: SmallDistrict;
let before: MeetingAppOf;
let app: MeetingAppOf;
let meetingId: string;
const problems: Record<string, string> = {};

const rows = async <Row extends Record<string, unknown>>(text: string, database: Database = town.at(ON_THE_DAY)) =>
  database.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const work = async (moment: string) => {
  const database = town.at(moment);
  while ((await fireDue(database, town.districtId)) + (await keepPromises(database, town.system)) > 0);
  return database;
};
const look = async (from = app, who: Parameters<MeetingAppOf['call']>[0] = 'coordinator') =>
  (await from.call(who, 'GET', `/meetings/${meetingId}`)).body;
const itemOf = async (name: string, from = app) =>
  (await look(from)).items.find(({ title }: { title: string }) => title === name);
const rule = (outcome: string) =>
  rows<{ title: string }>(`select coalesce(p.title, i.title) as title from agenda_item i
    left join problem p on p.problem_id = i.problem_id where i.meeting_id = '${meetingId}'
    and i.outcome_kind = '${outcome}' order by 1`);

beforeAll(async () => {
  town = await createSmallDistrict();
  const filed = town.at(FILED);
  const service = new ProblemService(filed);
  for (const title of ['供电', '征地', '管线', '绿化', '道路']) {
    const { id } = await service.file(town.as('office'), {
      projectId: town.projects.construction,
      title,
      description: `${title}受阻三周`,
      category: 'utilities',
      severity: 'normal',
      assistingDepartmentIds: [],
    });
    await service.act(town.as('coordinator'), id, 1, { type: 'signUp', toRung: 4, reason: `${title}需上会` });
    problems[title] = id;
  }
  await filed.transaction(town.system, (tx) =>
    offerToAgenda(tx, [
      {
        section: 'monthGaps',
        subjectKind: 'project',
        subjectId: town.projects.construction,
        projectId: town.projects.construction,
        line: 'construction',
        title: '1月欠进度',
        ask: '请议定赶工措施',
        period: '2023-01',
      },
    ]),
  );
  await work('2023-02-06T10:01:00+08:00');
  await work('2023-02-09T18:02:00+08:00');
  [{ id: meetingId }] = (await rows(`select meeting_id as id from meeting where held_on = '2023-02-13'`)) as [
    { id: string },
  ];
  before = await startMeetingApp(town, BEFORE);
  app = await startMeetingApp(town, ON_THE_DAY);
});
afterAll(async () => {
  await before?.close();
  await app?.close();
  await town?.close();
});

describe('before the meeting', () => {
  it('its items stand with what is asked and answered, and the coordinator arranges them in one act', async () => {
    const meeting = await look(before);
    expect(meeting).toMatchObject({ state: 'agendaLocked', chair: { name: '示例principal' }, current: null });
    expect(meeting.items).toHaveLength(6);
    expect(meeting.items[5]).toMatchObject({ title: '1月欠进度', section: 'monthGaps', minutes: 5, problem: null });
    const first = meeting.items[0];
    expect(first).toMatchObject({ ask: `${first.title}需上会`, answer: '', minutes: 10, times: 1, outcome: null });
    const ids = meeting.items.map(({ id }: { id: string }) => id).toReversed();
    const order = { body: { items: ids }, seen: meeting.version };
    expect(await before.call('office', 'PUT', `/meetings/${meetingId}/agenda/order`, order)).toMatchObject({
      status: 403,
    });
    const short = { ...order, body: { items: ids.slice(1) } };
    expect((await before.call('coordinator', 'PUT', `/meetings/${meetingId}/agenda/order`, short)).body.code).toBe(
      'meeting.order_incomplete',
    );
    const arranged = await before.call('coordinator', 'PUT', `/meetings/${meetingId}/agenda/order`, order);
    expect(arranged.body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
    const late = await before.call('coordinator', 'PUT', `/meetings/${meetingId}/agenda/order`, order);
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'meeting.version_conflict',
        current: { version: arranged.body.version, startsAt: meeting.startsAt },
      },
    });
  });

  it('minutes, presenter, ask and answer are the coordinator’s to change', async () => {
    const item = await itemOf('供电', before);
    const body = { minutes: 20, presenterUnitId: town.units.department, ask: '请明确送电日期', answer: '设备已到货' };
    const url = `/meetings/${meetingId}/items/${item.id}`;
    const changed = await before.call('coordinator', 'PATCH', url, { body, seen: item.version });
    expect(changed.status).toBe(200);
    expect(await itemOf('供电', before)).toMatchObject({
      minutes: 20,
      ask: '请明确送电日期',
      answer: '设备已到货',
      presenter: { unit: { id: town.units.department } },
    });
    const again = await before.call('coordinator', 'PATCH', url, { body, seen: item.version });
    expect(again.body).toMatchObject({ code: 'agenda_item.version_conflict', current: { minutes: 20 } });
    const title = { body: { title: '改名' }, seen: item.version + 1 };
    expect((await before.call('coordinator', 'PATCH', url, title)).body.code).toBe('meeting.title_of_problem');
  });

  it('after the cut-off an addition is asked for, and the chair takes it', async () => {
    const url = `/meetings/${meetingId}/items`;
    const matter = { title: '安全生产通报', ask: '请各单位自查' };
    const without = await before.call('coordinator', 'POST', url, { body: matter });
    expect(without.body).toMatchObject({ code: 'meeting.reason_required' });
    const body = { ...matter, reason: '昨日新发' };
    const asked = await before.call('coordinator', 'POST', url, { body, key: 'addition-1' });
    expect(asked.status).toBe(201);
    expect((await before.call('coordinator', 'POST', url, { body, key: 'addition-1' })).body).toEqual(asked.body);
    const [request] = asked.body.requests;
    expect(request).toMatchObject({ title: '安全生产通报', state: 'requested', reason: '昨日新发' });
    expect(asked.body.items).toHaveLength(6);
    const admission = { body: { accepted: true }, seen: request.version };
    const decision = `${url}/${request.id}/admission`;
    expect((await before.call('leader', 'POST', decision, admission)).body.code).toBe('meeting.chair_only');
    expect((await before.call('coordinator', 'POST', decision, admission)).status).toBe(403);
    const taken = await before.call('principal', 'POST', decision, admission);
    expect(taken.body.items.at(-1)).toMatchObject({ title: '安全生产通报', position: 7 });
    const told = await rows<{ rule: string; username: string }>(
      `select n.rule, p.username from notice n join person p on p.person_id = n.recipient_id
       where n.rule like 'agenda.addition%' order by 1`,
    );
    expect(told).toEqual([
      { rule: 'agenda.addition-asked', username: 'principal' },
      { rule: 'agenda.addition-decided', username: 'coordinator' },
    ]);
    const declined = await before.call('coordinator', 'POST', url, { body: { ...body, title: '其他' } });
    const no = { body: { accepted: false, reason: '下次' }, seen: declined.body.requests[0].version };
    const after = await before.call('principal', 'POST', `${url}/${declined.body.requests[0].id}/admission`, no);
    expect(after.body).toMatchObject({ requests: [], items: { length: 7 } });
  });

  it('the chair approves; a later change takes it back, and the chair hears of it', async () => {
    const url = `/meetings/${meetingId}/agenda/approval`;
    const { version } = await look(before);
    expect((await before.call('leader', 'POST', url, { seen: version })).body.code).toBe('meeting.chair_only');
    const approved = await before.call('principal', 'POST', url, { seen: version });
    expect(approved.body.approvedAt).toMatch(/^2023-02-10T10:/);
    const item = await itemOf('道路', before);
    const postpone = { body: { reason: '材料未齐' }, seen: item.version };
    const put = await before.call(
      'coordinator',
      'POST',
      `/meetings/${meetingId}/items/${item.id}/postponement`,
      postpone,
    );
    expect(put.body).toMatchObject({ approvedAt: null, postponed: [{ title: '道路', reason: '材料未齐' }] });
    expect(put.body.items).toHaveLength(6);
    // The same time on an agenda: it has not been before a meeting yet.
    expect(
      await rows(`select m.held_on::text as on, i.times, i.state from agenda_item i
        join meeting m on m.meeting_id = i.meeting_id where i.problem_id = '${problems.道路}' order by 1`),
    ).toEqual([
      { on: '2023-02-13', times: 1, state: 'postponed' },
      { on: '2023-02-20', times: 1, state: 'listed' },
    ]);
    const fell = await rows(`select 1 from notice where rule = 'agenda.approval-fell' and urgency = 'now'`);
    expect(fell).toHaveLength(1);
    const asks = await itemOf('供电', before);
    const removal = { body: { reason: '不需要' }, seen: asks.version };
    expect(
      (await before.call('coordinator', 'POST', `/meetings/${meetingId}/items/${asks.id}/removal`, removal)).body.code,
    ).toBe('meeting.problem_still_asks');
    await work('2023-02-10T18:00:30+08:00');
    expect(await rows(`select urgency from notice where rule = 'agenda.approval-due' order by 1`)).toEqual([
      { urgency: 'digest' },
      { urgency: 'now' },
    ]);
    const again = await before.call('principal', 'POST', url, { seen: put.body.version });
    expect(again.status).toBe(200);
    const waiting = await rows(`select distinct d.state from delivery d join notice n using (district_id, notice_id)
      where n.rule in ('agenda.locked', 'agenda.approval-due') and n.urgency = 'digest'`);
    expect(waiting).toEqual([{ state: 'skipped' }]);
  });

  it('nothing is recorded, and it does not begin before its day', async () => {
    const { version } = await look(before);
    const start = await before.call('coordinator', 'POST', `/meetings/${meetingId}/session`, { seen: version });
    expect(start.body).toMatchObject({ code: 'meeting.not_on_its_day', args: { on: '2023-02-13' } });
    const item = await itemOf('供电', before);
    const outcome = { body: { kind: 'carriedOver' }, seen: item.version };
    const url = `/meetings/${meetingId}/items/${item.id}/outcome`;
    expect((await before.call('coordinator', 'PUT', url, outcome)).body.code).toBe('meeting.wrong_state');
  });
});

describe('in session', () => {
  const outcomeUrl = (id: string) => `/meetings/${meetingId}/items/${id}/outcome`;
  const record = async (name: string, body: object) => {
    const item = await itemOf(name);
    return app.call('coordinator', 'PUT', outcomeUrl(item.id), { body, seen: item.version });
  };

  it('items are taken up one by one, each with its timer, and attendance is taken beside', async () => {
    const started = await app.call('coordinator', 'POST', `/meetings/${meetingId}/session`, {
      seen: (await look()).version,
    });
    expect(started.body).toMatchObject({ state: 'inSession', startedAt: expect.stringMatching(/^2023-02-13T09:0/) });
    const item = await itemOf('供电');
    const current = { body: { itemId: item.id }, seen: started.body.version };
    const turned = await app.call('coordinator', 'PUT', `/meetings/${meetingId}/session/current`, current);
    expect(turned.body.current).toMatchObject({ itemId: item.id, since: expect.stringMatching(/^2023-02-13T09:0/) });
    const entries = [
      { unitId: town.units.department, standing: 'present' },
      { unitId: town.units.office, name: '示例office 张主任', standing: 'excused', reason: '出差' },
      { name: '省设计院 李工', standing: 'sittingIn' },
    ];
    const url = `/meetings/${meetingId}/attendance`;
    const missing = { body: { entries: [{ unitId: town.units.office, standing: 'excused' }] }, seen: 1 };
    expect((await app.call('coordinator', 'PUT', url, missing)).body.errors).toMatchObject([
      { field: 'entries.0.reason' },
    ]);
    const taken = await app.call('coordinator', 'PUT', url, { body: { entries }, seen: 1 });
    expect(taken.body).toMatchObject({ version: 2, entries: [{ name: '示例department' }, { reason: '出差' }, {}] });
    expect((await app.call('coordinator', 'PUT', url, { body: { entries }, seen: 1 })).body).toMatchObject({
      code: 'attendance.version_conflict',
      current: { version: 2 },
    });
  });

  it('of two who record on one item at once one wins, and the other sees what it is now', async () => {
    const item = await itemOf('供电');
    const bodies = [
      { kind: 'carriedOver', note: '甲记' },
      { kind: 'referredUp', note: '乙记' },
    ];
    const both = await Promise.all(
      bodies.map((body) => app.call('coordinator', 'PUT', outcomeUrl(item.id), { body, seen: item.version })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = both.find(({ status }) => status === 200)!;
    const lost = both.find(({ status }) => status === 409)!;
    expect(lost.body).toMatchObject({ code: 'agenda_item.version_conflict', current: { outcome: won.body.outcome } });
    expect((await itemOf('供电')).outcome).toEqual(won.body.outcome);
    // Seen, it can be corrected, and taken back.
    const fixed = { body: { kind: 'carriedOver', note: '再议' }, seen: lost.body.current.version };
    expect((await app.call('coordinator', 'PUT', outcomeUrl(item.id), fixed)).body.outcome.note).toBe('再议');
    const { version } = await itemOf('供电');
    const undone = await app.call('coordinator', 'DELETE', outcomeUrl(item.id), { seen: version });
    expect(undone.body).toMatchObject({ outcome: null, version: version + 1 });
    const trail = await rows<{ action: string }>(
      `select action from audit_entry where action like 'agenda.%outcome' and result = 'done' order by seq`,
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'agenda.record-outcome',
      'agenda.record-outcome',
      'agenda.undo-outcome',
    ]);
  });

  it('an outcome must fit, and names the field where it does not', async () => {
    expect((await record('供电', { kind: 'noted' })).body.code).toBe('meeting.outcome_does_not_fit');
    expect((await record('供电', { kind: 'sentDown', toRung: 2, note: ' ' })).body.errors).toMatchObject([
      { field: 'note' },
    ]);
    const decision = { text: '送电', leadUnitId: town.districtId, dueOn: '2023-02-28' };
    expect((await record('供电', { kind: 'decision', decisions: [decision] })).body).toMatchObject({
      code: 'request.invalid',
      args: { field: 'decisions.0.leadUnitId' },
    });
    const past = { ...decision, leadUnitId: town.units.department, dueOn: '2023-02-12' };
    expect((await record('供电', { kind: 'decision', decisions: [past] })).body.code).toBe('meeting.decision_date');
    expect(await rule('decision')).toEqual([]);
  });

  it('the end of the session brings all of it into force at once', async () => {
    const task = '2月28日前完成外线接入并送电';
    const decided = {
      text: task,
      leadUnitId: town.units.department,
      assistingUnitIds: [town.units.office],
      dueOn: '2023-02-28',
    };
    expect((await record('供电', { kind: 'decision', note: '务必按期', decisions: [decided] })).status).toBe(200);
    expect((await record('征地', { kind: 'referredUp', note: '涉及跨区协调' })).status).toBe(200);
    expect((await record('管线', { kind: 'sentDown', toRung: 2, note: '部门权限内' })).status).toBe(200);
    expect((await record('绿化', { kind: 'struckOff', note: '现场已核实解决' })).status).toBe(200);
    expect((await record('1月欠进度', { kind: 'noted', note: '二月补齐' })).status).toBe(200);
    // Nothing has moved yet.
    expect(await rows(`select distinct rung, status from problem`)).toEqual([{ rung: 4, status: 'open' }]);
    const ended = await app.call('coordinator', 'POST', `/meetings/${meetingId}/session/end`, {
      seen: (await look()).version,
    });
    expect(ended.body).toMatchObject({ state: 'minutesDraft', current: null });
    const standing = await rows(
      `select title, rung, status, decision_id is not null as decided from problem order by title`,
    );
    expect(new Map(standing.map(({ title, ...row }) => [title, row]))).toEqual(
      new Map([
        ['供电', { rung: 4, status: 'open', decided: true }],
        ['征地', { rung: 5, status: 'open', decided: false }],
        ['管线', { rung: 2, status: 'open', decided: false }],
        ['绿化', { rung: 4, status: 'struckOff', decided: false }],
        ['道路', { rung: 4, status: 'open', decided: false }],
      ]),
    );
    expect(await rows(`select text, status from decision`)).toEqual([{ text: task, status: 'open' }]);
    const recorded = (await itemOf('供电')).outcome.decisions[0].recorded;
    expect(recorded.number).toMatch(/2023/);
    // What nobody dealt with goes on, counted.
    expect(
      await rows(`select i.title, i.times, i.state, m.held_on::text as on from agenda_item i
        join meeting m on m.meeting_id = i.meeting_id where i.title = '安全生产通报' order by m.held_on`),
    ).toEqual([
      { title: '安全生产通报', times: 1, state: 'carriedOver', on: '2023-02-13' },
      { title: '安全生产通报', times: 2, state: 'listed', on: '2023-02-20' },
    ]);
    const late = { body: { kind: 'carriedOver' }, seen: 1 };
    expect((await app.call('coordinator', 'PUT', outcomeUrl((await itemOf('供电')).id), late)).body.code).toBe(
      'meeting.wrong_state',
    );
    await work('2023-02-13T12:00:00+08:00');
    const standingOn = await rows(`select p.title from agenda_item i join meeting m on m.meeting_id = i.meeting_id
      join problem p on p.problem_id = i.problem_id where m.held_on = '2023-02-20' and i.state = 'listed'`);
    expect(standingOn).toEqual([{ title: '道路' }]);
  });
});

describe('the minutes', () => {
  const url = () => `/meetings/${meetingId}/minutes`;
  const draft = async () => (await app.call('coordinator', 'GET', url())).body;

  it('are drafted from the session, and saved while they are written, guarded by their version', async () => {
    const minutes = await draft();
    expect(minutes).toMatchObject({ edition: 1, state: 'draft', version: 1, whole: true });
    expect(minutes.content).toMatchObject({
      opening:
        '2023年2月13日，示例principal在示例会议室主持召开示例construction周例会第7次会议，研究了6项议题。现将会议情况纪要如下：',
      present: ['示例department'],
      excused: [{ name: '示例office 张主任', reason: '出差' }],
      sittingIn: ['省设计院 李工'],
    });
    const items = new Map(minutes.content.items.map((item: { title: string }) => [item.title, item]));
    expect(items.get('供电')).toMatchObject({
      text: '会议听取了示例department关于“供电”的汇报。务必按期。会议议定：',
      decisions: [{ leadUnit: '示例department', assistingUnits: ['示例office'], dueOn: '2023-02-28' }],
    });
    expect(items.get('安全生产通报')).toMatchObject({ text: '因时间关系，“安全生产通报”本次未研究。' });
    const [first] = minutes.content.items;
    const words = { items: [{ itemId: first.itemId, text: '逐字稿' }], closing: '会议要求抓好落实。' };
    const saved = await app.call('coordinator', 'PATCH', url(), { body: words, seen: 1 });
    expect(saved.body).toMatchObject({ version: 2, content: { closing: '会议要求抓好落实。' } });
    expect(saved.body.content.items[0].text).toBe('逐字稿');
    const late = await app.call('coordinator', 'PATCH', url(), { body: { closing: '旧稿' }, seen: 1 });
    expect(late.body).toMatchObject({ code: 'minutes.version_conflict', current: { version: 2 } });
    const stranger = { body: { items: [{ itemId: town.districtId, text: 'x' }] }, seen: 2 };
    expect((await app.call('coordinator', 'PATCH', url(), stranger)).body).toMatchObject({
      code: 'minutes.no_such_item',
      args: { field: 'items.0.itemId' },
    });
  });

  it('are read in draft by those who write them and the chair, by nobody else', async () => {
    for (const who of ['office', 'department', 'leader', 'otherOffice'] as const)
      expect((await app.call(who, 'GET', url())).body.code).toBe('minutes.not_found');
    expect((await app.call('principal', 'GET', url())).body.state).toBe('draft');
    expect((await app.call('enterprise', 'GET', url())).status).toBe(403);
  });

  it('come out as a Word document by GB/T 9704', async () => {
    const answer = await app.call('coordinator', 'GET', `${url()}.docx`);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('wordprocessingml') },
    });
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('示例construction周例会纪要'));
    const { document, footer } = await partsOf(answer.bytes);
    // A4; 37, 35, 28 and 26 mm in twentieths of a point.
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(document).toMatch(/<w:spacing [^>]*w:line="560"[^>]*w:lineRule="exact"/);
    expect(document).toMatch(/w:eastAsia="方正小标宋简体"[^]*?<w:sz w:val="44"|<w:sz w:val="44"[^]*?方正小标宋简体/);
    for (const face of ['仿宋', '黑体', '楷体']) expect(document).toContain(`w:eastAsia="${face}"`);
    expect(footer).toContain('PAGE');
    const said = document.replace(/<[^>]+>/g, '');
    const order = [
      '示例construction周例会纪要',
      '〔2023〕第7次',
      '（草稿）',
      '一、',
      '牵头单位：示例department',
      '出席：',
      '请假：',
      '列席：',
    ];
    const places = order.map((words) => said.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(said).toContain('完成时限：2023年2月28日');
    const english = await partsOf((await app.call('coordinator', 'GET', `${url()}.docx?language=en`)).bytes);
    expect(english.document.replace(/<[^>]+>/g, '')).toContain('Minutes: Weekly meeting: construction');
  });

  it('published, never change; each of those they concern is told once', async () => {
    const published = await app.call('coordinator', 'POST', `${url()}/publication`, { seen: 2 });
    expect(published.body).toMatchObject({ state: 'published', edition: 1, changes: [] });
    expect((await look()).state).toBe('published');
    const late = await app.call('coordinator', 'PATCH', url(), { body: { closing: '改' }, seen: 2 });
    expect(late.body.code).toBe('minutes.no_draft');
    const told = await rows<{ username: string; count: number; tasks: number }>(
      `select p.username, count(*)::int as count, max((n.args ->> 'problemCount')::int) as tasks
       from notice n join person p on p.person_id = n.recipient_id
       where n.rule = 'minutes.published' group by 1 order by 1`,
    );
    expect(told).toEqual([
      { username: 'department', count: 1, tasks: 1 },
      { username: 'office', count: 1, tasks: 1 },
      { username: 'principal', count: 1, tasks: 0 },
    ]);
    const seen = async (who: 'office' | 'otherOffice' | 'leader') => (await app.call(who, 'GET', url())).body;
    expect(await seen('office')).toMatchObject({ whole: false, content: { items: { length: 5 } } });
    expect(await seen('otherOffice')).toMatchObject({ whole: false, content: { items: [] } });
    expect(await seen('leader')).toMatchObject({ whole: true, content: { items: { length: 6 } } });
  });

  it('are corrected by a new edition that shows what changed', async () => {
    const body = { reason: '措辞有误' };
    const opened = await app.call('coordinator', 'POST', `${url()}/corrections`, { body, key: 'correction-1' });
    expect(opened.body).toMatchObject({ edition: 2, state: 'draft', version: 1 });
    expect((await app.call('coordinator', 'POST', `${url()}/corrections`, { body })).body.code).toBe(
      'minutes.draft_open',
    );
    const nothing = await app.call('coordinator', 'POST', `${url()}/publication`, { seen: 1 });
    expect(nothing.body.code).toBe('minutes.nothing_corrected');
    // Others still read the first one.
    expect((await app.call('office', 'GET', url())).body.edition).toBe(1);
    const [first] = opened.body.content.items;
    const fix = { items: [{ itemId: first.itemId, text: '更正稿' }] };
    await app.call('coordinator', 'PATCH', url(), { body: fix, seen: 1 });
    const corrected = await app.call('coordinator', 'POST', `${url()}/publication`, { seen: 2 });
    expect(corrected.body).toMatchObject({
      edition: 2,
      reason: '措辞有误',
      changes: [{ itemId: first.itemId, field: 'text', before: '逐字稿', after: '更正稿' }],
      editions: [
        { edition: 2, changes: 1 },
        { edition: 1, changes: 0 },
      ],
    });
    const before = await app.call('coordinator', 'GET', `${url()}?edition=1`);
    expect(before.body.content.items[0].text).toBe('逐字稿');
    const { document } = await partsOf((await app.call('leader', 'GET', `${url()}.docx`)).bytes);
    expect(document.replace(/<[^>]+>/g, '')).toMatch(/（更正，第2版）.*更正说明：措辞有误.*原为“逐字稿”，现为“更正稿”/);
  });

  it('and the meeting go into a calendar', async () => {
    const { headers, bytes } = await app.call('office', 'GET', `/meetings/${meetingId}/calendar.ics`);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    const file = bytes.toString('utf8');
    expect(file).toContain('DTSTART:20230213T010000Z');
    expect(file.replace(/\r\n /g, '')).toContain('SUMMARY:示例construction周例会第7次会议');
    expect(file).toContain(`UID:${meetingId}@duban`);
    const all = await app.call('office', 'GET', '/meeting-calendar.ics?language=en');
    expect(all.bytes.toString('utf8').match(/BEGIN:VEVENT/g)!.length).toBeGreaterThan(1);
  });
});

/** The text of a document's parts: a .docx is a zip. */
async function partsOf(bytes: Buffer): Promise<{ document: string; footer: string }> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const parts = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve());
    zip.on('entry', (entry: Entry) => {
      if (!/^word\/(document|footer\d)\.xml$/.test(entry.fileName)) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        void text(stream).then((content) => {
          parts.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return { document: parts.get('word/document.xml')!, footer: parts.get('word/footer1.xml')! };
}
