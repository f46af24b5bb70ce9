import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import type { HttpClient, Json } from '../support/http-client.js';
import { bodyOf, eventually, Story } from '../support/story.js';
import { TOLD, TRAILS } from './meeting-story.expected.js';

// Every wait below ends by itself within half a minute.
jest.setTimeout(90_000);

/** Thursday, the day of the cut-off for Monday the 9th. The holiday is from Sunday 15 to Monday 23 February 2026. */
const VISITED = '2026-02-05T10:00:00+08:00';
const EVIDENCE = { first: '26日上午已送临时电。', second: '3月3日专线正式送电。' };
const UNIT = { office: 'office-dongda', department: 'dept-shuidianqi', leader: 'leader05' };

let story: Story;
let project: Json;
let visit: Json;
let problemId: string;
let decisionId: string;
const meetingIds: string[] = [];
let nextMeetingId: string;

const as = (username: string): Promise<HttpClient> => story.as(username);
const get = async (username: string, path: string): Promise<Json> => bodyOf((await as(username)).get(path));
const problem = (): Promise<Json> => get('coordinator1', `/api/v1/problems/${problemId}`);
const decision = (): Promise<Json> => get('coordinator1', `/api/v1/decisions/${decisionId}`);
const meeting = (id: string): Promise<Json> => get('coordinator1', `/api/v1/meetings/${id}`);
const waits = (item: Json): boolean => item.decisionId === decisionId || aboutIt(item);
const aboutIt = ({ problem: about }: Json): boolean => about?.id === problemId;

/** The opened meeting of the project's series on that day, once it satisfies what is asked of it. */
const meetingOn = (day: string, wanted: (meeting: Json) => boolean, what: string): Promise<Json> =>
  eventually(async () => {
    const { items } = await get('coordinator1', '/api/v1/meetings?limit=100');
    const row = items.find(({ on, series }: Json) => on === day && series.line === project.line);
    const found = row && (await meeting(row.id));
    return found && wanted(found) && found;
  }, what);

/** An act on the decision by somebody who has seen it as it is now. */
async function act(username: string, name: string, body: unknown): Promise<Json> {
  const { version } = await decision();
  return bodyOf((await as(username)).post(`/api/v1/decisions/${decisionId}/${name}`, body, { version }));
}

async function inMeeting(id: string, name: string, body: unknown = {}): Promise<Json> {
  const { version } = await meeting(id);
  const put = name === 'session/current';
  const client = await as('coordinator1');
  const path = `/api/v1/meetings/${id}/${name}`;
  return bodyOf(put ? client.put(path, body, { version }) : client.post(path, body, { version }));
}

async function record(id: string, item: Json, outcome: unknown): Promise<Json> {
  const path = `/api/v1/meetings/${id}/items/${item.id}/outcome`;
  return bodyOf((await as('coordinator1')).put(path, outcome, { version: item.version }));
}

async function approve(id: string): Promise<Json> {
  const { version } = await meeting(id);
  return bodyOf((await as('principal1')).post(`/api/v1/meetings/${id}/agenda/approval`, {}, { version }));
}

async function publish(id: string): Promise<Json> {
  const { version } = await get('coordinator1', `/api/v1/meetings/${id}/minutes`);
  const client = await as('coordinator1');
  return bodyOf(client.post(`/api/v1/meetings/${id}/minutes/publication`, {}, { version }));
}

/** It is ten past nine on that day, what the night held has happened, and the morning's mails are out. */
async function morningOf(day: string): Promise<void> {
  const by = `${day}T09:10:00+08:00`;
  await story.jumpTo(by);
  await eventually(async () => {
    const { promises, timers } = await get('coordinator1', '/api/v1/operations/overview');
    const { items } = await get('coordinator1', '/api/v1/deliveries?state=waiting&limit=100');
    return timers.overdue === 0 && promises.oldestSince === null && items.every(({ dueAt }: Json) => dueAt > by);
  }, `the mails of ${day} are out`);
}

beforeAll(async () => {
  story = await Story.open({ now: VISITED, seed: 'small' });
  const { items } = await get('coordinator1', '/api/v1/projects?line=construction&limit=1');
  project = await get('coordinator1', `/api/v1/projects/${items[0].id}`);
}, 120_000);

afterAll(() => story?.close());

describe('found on a visit', () => {
  it('a problem is filed with the visit in one act, once, however often the phone sends it', async () => {
    expect(story.system.accounts.find(({ username }) => username === UNIT.leader)?.name).toBe(
      project.contract.leader.name,
    );
    const leader = await as(UNIT.leader);
    const logged = {
      projectId: project.id,
      visitedAt: '2026-02-05T09:40:00+08:00',
      condition: 'slow',
      seen: '主体完工，专线未送电，设备无法调试。',
      photosExpected: 1,
      problems: [
        {
          title: '10kV专线未送电',
          description: '10kV专线未送电，请供电部门本月内接通。',
          category: 'utilities',
          proceeding: { way: 'meeting', reason: '涉及供电公司，街道协调不动' },
        },
      ],
    };
    const send = () => bodyOf(leader.post('/api/v1/visits', logged, { idempotencyKey: 'phone-visit-0001' }), 201);
    visit = await send();
    expect(await send()).toEqual(visit);
    problemId = visit.problems[0].id;
    expect(visit.problems).toMatchObject([{ number: 'WT-2026-0001', rung: 4, way: 'meeting' }]);
    const { passages } = await problem();
    expect(passages.map(({ rung, how }: Json) => [rung, how])).toEqual([
      [1, 'filed'],
      [2, 'skipped'],
      [3, 'skipped'],
      [4, 'signedUp'],
    ]);
  });

  it('its photo follows, is drawn anew without its place, and is served to who may see the visit', async () => {
    const leader = await as(UNIT.leader);
    const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a5' } })
      .jpeg()
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 44/1 0/1' } })
      .toBuffer();
    const form = new FormData();
    form.append('photo', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'IMG_0001.jpg');
    const photo = await bodyOf(leader.post(`/api/v1/visits/${visit.id}/photos`, form), 201);
    const path = `/api/v1/visits/${visit.id}/photos/${photo.id}`;
    const served = await (await as(UNIT.office)).download(path);
    expect(served.status).toBe(200);
    expect((await sharp(served.bytes).metadata()).exif).toBeUndefined();
    expect((await (await as('office-xida')).download(path)).status).toBe(404);
  });
});

describe('the first meeting, Monday 9 February', () => {
  it('lists it before its cut-off, locks a minute after it, and is approved by the chair', async () => {
    const open = await meetingOn('2026-02-09', ({ items }) => items.some(aboutIt), 'it is listed');
    meetingIds.push(open.id);
    expect(open).toMatchObject({ state: 'agendaOpen', cutOffAt: '2026-02-05T18:00:00+08:00', number: 6 });
    await story.comeTo('2026-02-05T18:01:00+08:00');
    const locked = await meetingOn('2026-02-09', ({ state }) => state === 'agendaLocked', 'it is locked');
    expect(locked.items.filter(aboutIt)).toMatchObject([{ times: 1, section: 'problems' }]);
    await morningOf('2026-02-06');
    await approve(open.id);
  });

  it('carries it over', async () => {
    const [id] = meetingIds as [string];
    await story.jumpTo('2026-02-09T09:00:00+08:00');
    await inMeeting(id, 'session');
    const [item] = (await meeting(id)).items;
    await inMeeting(id, 'session/current', { itemId: item.id });
    await record(id, item, { kind: 'carriedOver', note: '供电公司未到会，下次再议' });
    // The clock is stopped and started in the middle of the session: nothing of it is lost.
    await story.jumpTo('2026-02-09T10:20:00+08:00');
    const ended = await inMeeting(id, 'session/end');
    expect(ended).toMatchObject({ state: 'minutesDraft', items: [{ state: 'carriedOver' }] });
    const published = await publish(id);
    expect(published.content.items).toMatchObject([{ outcome: 'carriedOver', times: 1 }]);
    await morningOf('2026-02-10');
  });
});

describe('the second meeting, Tuesday 24 February: those of the 16th and the 23rd in one', () => {
  it('has both agendas and the next number, and stands open until Friday the 13th', async () => {
    const client = await as('coordinator1');
    const merged = await meetingOn('2026-02-24', ({ items }) => items.some(aboutIt), 'it is carried over');
    meetingIds.push(merged.id);
    expect(merged).toMatchObject({
      number: 7,
      nominalDays: ['2026-02-16', '2026-02-23'],
      movedFrom: '2026-02-16',
      cutOffAt: '2026-02-13T18:00:00+08:00',
      approvalDueAt: '2026-02-14T18:00:00+08:00',
    });
    expect(merged.items.filter(aboutIt)).toMatchObject([{ times: 2, state: 'listed' }]);
    const matter = { section: 'other', title: '节后复工复产安排', ask: '请各办事处通报复工率' };
    await bodyOf(client.post(`/api/v1/meetings/${merged.id}/items`, matter, { version: merged.version }), 201);
    await story.jumpTo('2026-02-13T18:02:00+08:00');
    const locked = await meetingOn('2026-02-24', ({ state }) => state === 'agendaLocked', 'it is locked');
    expect(locked.items.map(({ title, times }: Json) => [title, times])).toEqual([
      ['10kV专线未送电', 2],
      ['节后复工复产安排', 1],
    ]);
    // A Saturday that is worked for the holiday.
    await morningOf('2026-02-14');
    await approve(merged.id);
  });

  it('decides; what is taken back in session leaves no trace', async () => {
    const id = meetingIds[1]!;
    await story.jumpTo('2026-02-24T09:00:00+08:00');
    await inMeeting(id, 'session');
    const [item, other] = (await meeting(id)).items;
    const units = await get('coordinator1', '/api/v1/units?limit=100');
    const unit = units.items.find(({ code }: Json) => code === 'department-shuidianqi');
    const decided = (text: string) => ({
      kind: 'decision',
      decisions: [{ text, leadUnitId: unit.id, dueOn: '2026-02-27' }],
    });
    const slip = await record(id, item, decided('专班牵头，二十七日前送点'));
    const undone = await bodyOf(
      (await as('coordinator1')).delete(`/api/v1/meetings/${id}/items/${item.id}/outcome`, { version: slip.version }),
    );
    await record(id, undone, decided('水电气专班牵头，27日前送电'));
    await record(id, other, { kind: 'noted', note: '复工率92%' });
    expect((await get(UNIT.department, '/api/v1/decisions')).items).toEqual([]);
    await story.jumpTo('2026-02-24T10:30:00+08:00');
    await inMeeting(id, 'session/end');
    const { items } = await get(UNIT.department, '/api/v1/decisions');
    expect(items).toMatchObject([{ number: 'YD-2026-0001', dueAt: '2026-02-27T18:00:00+08:00', status: 'open' }]);
    decisionId = items[0].id;
    await publish(id);
    expect(await problem()).toMatchObject({ resolutionDueAt: '2026-02-27T18:00:00+08:00' });
  });

  it('its decision is accepted, claimed, found wanting, and given back the day that the check cost', async () => {
    await morningOf('2026-02-25');
    await act(UNIT.department, 'accept', {});
    await morningOf('2026-02-26');
    await act(UNIT.department, 'claim', { evidence: EVIDENCE.first });
    const back = await act(UNIT.office, 'verification', { passed: false, finding: '仅为临时供电' });
    // Saturday the 28th is worked, for the holiday.
    expect(back).toMatchObject({ status: 'open', reopened: 1, dueAt: '2026-02-28T18:00:00+08:00' });
    expect(await problem()).toMatchObject({ status: 'open', reopened: 1, resolutionDueAt: back.dueAt });
    await morningOf('2026-02-27');
    await morningOf('2026-02-28');
  });

  it('is not done by its date: it goes to the principal in that minute, charged once', async () => {
    const third = await meetingOn('2026-03-02', ({ state }) => state === 'agendaLocked', 'it is locked');
    meetingIds.push(third.id);
    await approve(third.id);
    await story.comeTo('2026-02-28T18:00:00+08:00');
    const late = await eventually(async () => {
      const found = await problem();
      return found.rung === 5 && found;
    }, 'it comes to the principal');
    expect(late.passages.at(-1)).toMatchObject({ how: 'decisionOverdue' });
    expect(late.resolutionDueAt).toBe('2026-03-06T18:00:00+08:00');
    expect(await decision()).toMatchObject({ overdueAt: '2026-02-28T18:00:00+08:00', overdue: true });
  });
});

describe('the third meeting, Monday 2 March', () => {
  it('has the overdue decision at its head; of two coordinators at once one records, the other sees it', async () => {
    await morningOf('2026-03-02');
    const third = await meeting(meetingIds[2]!);
    expect(third.number).toBe(8);
    expect(third.items[0]).toMatchObject({ section: 'decisionsDue', decisionId, times: 1 });
    await inMeeting(third.id, 'session');
    const path = `/api/v1/meetings/${third.id}/items/${third.items[0].id}/outcome`;
    const answers = await Promise.all(
      ['coordinator1', 'coordinator2'].map(async (username) =>
        (await as(username)).put(
          path,
          { kind: 'noted', note: `专班须于3月3日前完成（${username}）` },
          { version: third.items[0].version },
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)!.body;
    const lost = answers.find(({ status }) => status === 409)!.body;
    expect(lost).toMatchObject({ code: 'agenda_item.version_conflict', current: { outcome: won.outcome } });
    await inMeeting(third.id, 'session/end');
    await publish(third.id);
  });

  it('it is claimed again, checked on site, and struck off with its problem', async () => {
    await morningOf('2026-03-03');
    const next = await meetingOn('2026-03-09', ({ items }) => items.some(waits), 'what is still open is listed again');
    expect(next.items.find(waits)).toMatchObject({ section: 'decisionsDue', times: 2 });
    nextMeetingId = next.id;
    await act(UNIT.department, 'claim', { evidence: EVIDENCE.second });
    await morningOf('2026-03-04');
    expect(await act(UNIT.office, 'verification', { passed: true, finding: '专线已送电' })).toMatchObject({
      status: 'struckOff',
      reopened: 1,
    });
    expect(await problem()).toMatchObject({ status: 'struckOff', reopened: 1 });
    await meetingOn('2026-03-09', ({ items }) => !items.some(waits), 'the next agenda is rid of it');
    await morningOf('2026-03-05');
  });
});

describe('afterwards', () => {
  it('everybody was told what concerned them, in time, and nothing twice', async () => {
    const ofNext = (await story.told([nextMeetingId])).filter(({ headline }) => headline.includes('YD-2026-0001'));
    const all = [...(await story.told([problemId, decisionId, visit.id, ...meetingIds])), ...ofNext];
    const lines = all.map(({ at, to, rule, state }) => `${at} ${to} ${rule}${state === 'sent' ? '' : ` ${state}`}`);
    expect(lines.sort()).toEqual(TOLD);
    // Every mail is read: what was sent stands in exactly one mail to that person, what was skipped in none. Several
    // notices of one matter share an entry, which names the matter once.
    const times = new Map<string, { to: string; said: string; about: string; sent: number }>();
    for (const { to, headline, state } of all) {
      const [said = '', about = ''] = headline.split(/[:：]\s*(?=WT-|YD-)/);
      const key = `${to} ${headline}`;
      times.set(key, { to, said, about, sent: (times.get(key)?.sent ?? 0) + Number(state === 'sent') });
    }
    for (const { to, said, about, sent } of times.values()) {
      const entries = story.system.mails(`${to}@demo.invalid`).flatMap(({ text }) => text.split('\n\n'));
      const read = entries.filter((entry) => entry.includes(said) && entry.includes(about)).length;
      expect({ to, said, about, read }).toEqual({ to, said, about, read: sent });
    }
    const mails = story.system.mails();
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
    expect(new Set(mails.map(({ to, subject, text }) => `${String(to)} ${subject} ${text}`)).size).toBe(mails.length);
    // No line of a mail is about it that is not one of these.
    const inMinutes = 'YD-2026-0001 水电气专班牵头，27日前送电（';
    const known = [...[...times.values()].map(({ said }) => said), inMinutes];
    const about = mails
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => /WT-2026-0001|YD-2026-0001/.test(line));
    expect(about.filter((line) => !known.some((said) => line.includes(said)))).toEqual([]);
  });

  it('every step stands in the timeline and in the audit trail, once', async () => {
    const { items } = await get('coordinator1', `/api/v1/problems/${problemId}/timeline?limit=100`);
    expect(items.map(({ type }: Json) => type).join(' ')).toBe(
      'filed signedUp onAgenda onAgenda decided claimed decisionMoved checkFailed reopened decisionOverdue climbed ' +
        'responseLapsed claimed checkPassed struckOff',
    );
    expect((await decision()).timeline.map(({ type }: Json) => type).join(' ')).toBe(
      'decided accepted reminded claimed checkFailed reopened reminded overdue toPrincipal meetingPassed ' +
        'remindedAgain claimed checkPassed struckOff',
    );
    expect([
      await story.trail('visit', visit.id),
      await story.trail('problem', problemId),
      await story.trail('decision', decisionId),
      ...(await Promise.all(meetingIds.map((id) => story.trail('meeting', id)))),
    ]).toEqual(TRAILS.map((actions) => actions.split(' ')));
  });
});
