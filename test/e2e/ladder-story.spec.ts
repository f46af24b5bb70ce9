import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HttpClient, Json } from '../support/http-client.js';
import type { RunningSystem } from '../support/running-system.js';
import { bodyOf, eventually, Story } from '../support/story.js';

// Every wait below ends by itself within half a minute.
jest.setTimeout(60_000);

/** Friday 20 January 2023, the last workday before Spring Festival. */
const FILED = '2023-01-20T10:00:00+08:00';

let story: Story;
let system: RunningSystem;
const as = (username: string) => story.as(username);

/** Lets the clock run on to a moment, and waits until the problem stands on the rung. */
async function passDue(dueAt: string, problemId: string, rung: number): Promise<Json> {
  await story.comeTo(dueAt);
  const coordinator = await as('coordinator1');
  return eventually(async () => {
    const { body } = await coordinator.get(`/api/v1/problems/${problemId}`);
    return body.rung === rung && body;
  }, `${problemId} comes to rung ${rung}`);
}

beforeAll(async () => {
  story = await Story.open({ now: FILED, seed: 'demo' });
  system = story.system;
}, 120_000);

afterAll(() => story?.close());

describe('a problem filed on the last workday before Spring Festival 2023', () => {
  let office: HttpClient;
  let officeUsername: string;
  let project: Json;
  let climber: Json;
  let solved: Json;

  it('tells when three workdays end: the make-up weekend counts', async () => {
    const coordinator = await as('coordinator1');
    const from = encodeURIComponent(FILED);
    const deadline = await bodyOf(coordinator.get(`/api/v1/calendar/deadline?from=${from}&workdays=3`));
    expect(deadline).toMatchObject({ due: '2023-01-30', dueAt: '2023-01-30T18:00:00+08:00', provisional: false });
    expect(
      deadline.days.filter((day: { counted: boolean }) => day.counted).map((day: { date: string }) => day.date),
    ).toEqual(['2023-01-28', '2023-01-29', '2023-01-30']);
  });

  it('is filed by the office of its project, once, however often the phone retries', async () => {
    officeUsername = system.account('office').username;
    office = await as(officeUsername);
    const { items } = await bodyOf(office.get('/api/v1/projects?line=construction&limit=1'));
    project = await bodyOf(office.get(`/api/v1/projects/${items[0].id}`));
    const filing = {
      projectId: project.id,
      title: '施工用电未接入',
      description: '临时变压器报装已三周，仍未送电。',
      category: 'utilities',
    };
    climber = await bodyOf(office.post('/api/v1/problems', filing, { idempotencyKey: 'phone-0001' }), 201);
    const again = await bodyOf(office.post('/api/v1/problems', filing, { idempotencyKey: 'phone-0001' }), 201);
    expect(again).toEqual(climber);
    expect(climber).toMatchObject({ rung: 1, status: 'open', resolutionDueAt: '2023-01-29T18:00:00+08:00' });
    const detail = await bodyOf(office.get(`/api/v1/problems/${climber.id}`));
    expect(detail.number).toBe(climber.number);
  });

  it('another is accepted, claimed, found wanting, claimed again and struck off', async () => {
    const filing = {
      projectId: project.id,
      title: '围挡破损',
      description: '西侧围挡倒塌两处。',
      category: 'construction',
    };
    solved = await bodyOf(office.post('/api/v1/problems', filing), 201);
    const path = `/api/v1/problems/${solved.id}`;
    let version = solved.version as number;
    const act = async (client: HttpClient, name: string, body: unknown) => {
      const standing = await bodyOf(client.post(`${path}/${name}`, body, { version }));
      version = standing.version;
      return standing;
    };
    await act(office, 'accept', {});
    expect(await act(office, 'claim', { evidence: '已修复，照片见附件。' })).toMatchObject({ status: 'claimed' });
    const behind = await office.post(`${path}/accept`, {}, { version: 1 });
    expect(behind).toMatchObject({ status: 409, body: { code: 'problem.version_conflict', current: { version } } });
    const coordinator = await as('coordinator1');
    expect(await act(coordinator, 'verification', { passed: false, finding: '仍有一处倒塌' })).toMatchObject({
      status: 'open',
      reopened: 1,
    });
    await act(office, 'claim', { evidence: '第二处也已修复。' });
    expect(await act(office, 'verification', { passed: true })).toMatchObject({
      status: 'struckOff',
      reopened: 1,
    });
    const late = await office.post(`${path}/accept`, {}, { version });
    expect(late.body.code).toBe('problem.already_closed');
    const timeline = await bodyOf(office.get(`${path}/timeline?limit=100`));
    expect(timeline.items.map((entry: { type: string }) => entry.type)).toEqual([
      'filed',
      'accepted',
      'claimed',
      'checkFailed',
      'reopened',
      'claimed',
      'checkPassed',
      'struckOff',
    ]);
  });

  it('climbs by itself, rung by rung, each with its own clock', async () => {
    const second = await passDue('2023-01-29T18:00:00+08:00', climber.id, 2);
    // The day of the climb, Sunday the 29th, is not counted: Monday, Tuesday, Wednesday.
    expect(second.resolutionDueAt).toBe('2023-02-01T18:00:00+08:00');
    const third = await passDue('2023-02-01T18:00:00+08:00', climber.id, 3);
    expect(third.resolutionDueAt).toBe('2023-02-06T18:00:00+08:00');
    const fourth = await passDue('2023-02-06T18:00:00+08:00', climber.id, 4);
    expect(fourth.resolutionDueAt).toBeNull();
  }, 120_000);

  it("stands on its line's next agenda before the cut-off, once", async () => {
    const coordinator = await as('coordinator1');
    const series: Json[] = await bodyOf(coordinator.get('/api/v1/meeting-series'));
    const ofLine = series.find(({ line }) => line === project.line)!;
    const meeting = await eventually(async () => {
      const page = await bodyOf(coordinator.get(`/api/v1/meetings?seriesId=${ofLine.id}&limit=50`));
      for (const row of page.items) {
        const found = await bodyOf(coordinator.get(`/api/v1/meetings/${row.id}`));
        if (found.items.some((item: Json) => item.problem?.id === climber.id)) return found;
      }
      return undefined;
    }, 'the problem is listed');
    // Came on Monday 6 February 18:00; the cut-off for Monday the 13th is Thursday the 9th.
    expect(meeting).toMatchObject({ on: '2023-02-13', cutOffAt: '2023-02-09T18:00:00+08:00', state: 'agendaOpen' });
    const items = meeting.items.filter((item: Json) => item.problem?.id === climber.id);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ times: 1, state: 'listed', section: 'problems' });
    expect(items[0].passages.map((passage: Json) => [passage.rung, passage.how])).toEqual([
      [1, 'filed'],
      [2, 'expired'],
      [3, 'expired'],
      [4, 'expired'],
    ]);
  });

  it('told the right people, once each', async () => {
    const leader = system.accounts.find(({ name }) => name === project.contract.leader.name)!;
    const leaderMails = await eventually(async () => {
      const mails = system.mails(`${leader.username}@demo.invalid`).filter(({ text }) => text.includes(climber.number));
      return mails.length > 0 && mails;
    }, 'a mail to the assigned leader');
    expect(leaderMails).toHaveLength(1);
    const mails = system.mails();
    const ids = mails.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    const told = mails.map(({ to, subject, text }) => `${String(to)} | ${subject} | ${text}`);
    expect(new Set(told).size).toBe(told.length);
  });

  it('left every step in its timeline and in the audit trail', async () => {
    const coordinator = await as('coordinator1');
    const timeline = await bodyOf(coordinator.get(`/api/v1/problems/${climber.id}/timeline?limit=100`));
    const types = timeline.items.map((entry: Json) => entry.type);
    expect(types.filter((type: string) => type === 'climbed')).toHaveLength(3);
    expect(types.filter((type: string) => type === 'resolutionLapsed')).toHaveLength(3);
    expect(types.at(-1)).toBe('onAgenda');
    const auditor = await as('audit-admin');
    const trail = await bodyOf(auditor.get(`/api/v1/audit?subjectKind=problem&subjectId=${climber.id}&limit=100`));
    const actions = trail.items.map((entry: Json) => entry.action);
    expect(actions.filter((action: string) => action === 'problem.file')).toHaveLength(1);
    const ofSolved = await bodyOf(auditor.get(`/api/v1/audit?subjectKind=problem&subjectId=${solved.id}&limit=100`));
    expect(ofSolved.items.filter((entry: Json) => entry.result === 'done')).toHaveLength(6);
    expect(ofSolved.items.filter((entry: Json) => entry.result === 'refused').length).toBeGreaterThanOrEqual(2);
    expect((await (await as(officeUsername)).get('/api/v1/audit')).status).toBe(403);
  });
});
