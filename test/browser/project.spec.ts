import { beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type HttpClient } from '../support/http-client.js';
import { bodyOf } from '../support/story.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });
let projectId: string;

beforeAll(async () => {
  const { username, password } = visitors.system.account('coordinator');
  const client = await signIn(visitors.system.url, username, password);
  // One that has been decided about: every section of its page has something to show.
  const { items } = await bodyOf(client.get('/api/v1/decisions?status=open&limit=100'));
  projectId = items.find(({ project }: { project: unknown }) => project !== null).project.id;
}, 120_000);

describe('a project’s page', () => {
  it.each([
    ['coordinator', 'desktop', 'zh'],
    ['principal', 'phone', 'zh'],
    ['principal', 'desktop', 'en'],
    ['coordinator', 'phone', 'en'],
  ] as const)('says to a %s on a %s in %s whether its year holds, and why', async (role, screen, language) => {
    const visitor = await visitors.as({ role, screen, language });
    await visitor.goto(`/projects/${projectId}`);
    await visitor.page.locator('.curve svg').waitFor();
    expect(await visitor.page.locator('.link').count()).toBe(5);
    const curve = await visitor.page.locator('.curve svg').getAttribute('aria-label');
    expect(curve).toMatch(language === 'zh' ? /^全年计划[\d.,]+ (亿|万)元/ : /^Plan of the year ¥[\d.,]+ (bn|m)/);
    await visitor.look('project');
  });
});

/** What one of these people may see and do, as a client of the api. */
async function clientOf(role: string, index = 0): Promise<HttpClient> {
  const { username, password } = visitors.system.account(role, index);
  return signIn(visitors.system.url, username, password);
}

describe('its trail', () => {
  it('tells week after week, newest first, what was done beside its plan, and what was corrected since', async () => {
    const coordinator = await clientOf('coordinator');
    const trail = async () => (await bodyOf(coordinator.get(`/api/v1/projects/${projectId}/trail`))).items;
    const [newest, second] = await trail();
    expect(newest.start > second.start).toBe(true);
    const [figure] = second.figures;
    const at = `/api/v1/reports/${second.officeId}/${second.start}`;
    const { version } = await bodyOf(coordinator.get(at));
    const officer = await officerOf(second.officeId);
    const correction = { projectId, spanStart: figure.start, amount: figure.actual + 10_000, reason: '漏记一张发票' };
    await bodyOf(officer.post(`${at}/corrections`, correction, { version }), 201);

    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto(`/projects/${projectId}`);
    const card = page.locator('section.card').filter({ has: page.getByRole('heading', { name: '周形象进度' }) });
    const weeks = card.locator('ol.rows > li');
    await weeks.first().waitFor();
    expect(await weeks.count()).toBe(6);
    const hrefs = await card
      .locator('a.row-title')
      .evaluateAll((links) => links.map((each) => each.getAttribute('href')));
    expect(hrefs.slice(0, 2)).toEqual([newest, second].map((each) => `/reports/${each.officeId}/${each.start}`));
    expect(await weeks.nth(0).innerText()).toContain(newest.progress);
    expect(await weeks.nth(0).innerText()).toMatch(/[\d.,]+ (亿|万)元\n+计划 [\d.,]+ (亿|万)元/);
    await weeks.nth(1).getByText('有更正').waitFor();
    expect(await weeks.nth(1).innerText()).toMatch(/由 .* 更正为 .*\n+漏记一张发票 · /);
    expect(await weeks.nth(0).getByText('有更正').count()).toBe(0);
    await visitor.look('project-trail');
    await card.getByRole('button', { name: '显示更多' }).click();
    await weeks.nth(6).waitFor();
  });

  it('is read on a phone, in English, by the leader of the project', async () => {
    const visitor = await visitors.as({ role: 'leader', screen: 'phone', language: 'en' });
    const own = (await (await visitor.page.request.get('/api/v1/projects?limit=1')).json()) as {
      items: { id: string }[];
    };
    await visitor.goto(`/projects/${own.items[0]!.id}`);
    await visitor.page.getByRole('heading', { name: 'Week after week' }).waitFor();
    await visitor.look('project-trail');
  });
});

/** Somebody of an office. */
async function officerOf(officeId: string): Promise<HttpClient> {
  const offices = visitors.system.accounts.filter(({ role }) => role === 'office').length;
  for (let index = 0; index < offices; index++) {
    const client = await clientOf('office', index);
    if ((await bodyOf(client.get('/api/v1/session'))).unit.id === officeId) return client;
  }
  throw new Error(`nobody is of the office ${officeId}`);
}

describe('its leaders', () => {
  it('stand with their time, and the hand-over sheet between them; reached milestones with their day', async () => {
    const coordinator = await clientOf('coordinator');
    const { version, contract, milestones } = await bodyOf(coordinator.get(`/api/v1/projects/${projectId}`));
    const { items } = await bodyOf(coordinator.get('/api/v1/persons?role=leader&active=true&limit=100'));
    const to = items.find((each: { id: string }) => each.id !== contract.leader.id);
    const handOver = { toLeaderId: to.id, on: '2023-03-24', result: '年度计划完成两成，用地手续未办结' };
    const handed = await bodyOf(
      coordinator.post(`/api/v1/projects/${projectId}/contract/hand-over`, handOver, { version }),
    );
    const milestone = milestones.find((each: { reachedOn: string | null; dueOn: string }) => each.reachedOn === null);
    const reached = `/api/v1/projects/${projectId}/milestones/${milestone.id}/reach`;
    await bodyOf(
      coordinator.post(reached, { reachedOn: '2023-03-22', evidence: '现场照片已存' }, { version: handed.version }),
    );

    const visitor = await visitors.as({ role: 'principal' });
    const { page } = visitor;
    await visitor.goto(`/projects/${projectId}`);
    await page.getByText(handOver.result).waitFor();
    await page.getByText(`已移交${to.name}。`).waitFor();
    await page.getByText('至3月23日 周四', { exact: false }).waitFor();
    await page.locator('li').filter({ hasText: milestone.name }).getByText('3月22日 周三 完成').waitFor();
    await visitor.look('project-leaders');
    await page.getByRole('link', { name: '交接单' }).click();
    await page.waitForURL(`**/contracts/${contract.id}/hand-over-sheet`);
    await page.goBack();
    await page.getByRole('link', { name: contract.leader.name, exact: true }).last().click();
    await page.waitForURL(`**/leaders/${contract.leader.id}`);
  });
});

describe('its plan', () => {
  it('is revised by the coordinator: lacking words are named, the months are seen first, a version is published', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto(`/projects/${projectId}/plan`);
    await visitor.look('plan');
    await page.getByText('按季自定').first().click();
    await page.getByLabel('4季度（万元）').fill('九千');
    await page.getByRole('button', { name: '先看调整后' }).click();
    await page.getByRole('link', { name: '请填写金额，最多四位小数' }).waitFor();
    await page.getByRole('link', { name: '请写明原因' }).waitFor();
    await page.getByLabel('4季度（万元）').fill('9000.5');
    await page.getByLabel('调整原因').fill('年中调整');
    await page.getByRole('button', { name: '先看调整后' }).click();
    await page.getByRole('heading', { name: '调整后全年' }).waitFor();
    await visitor.look('plan-preview');
    await page.getByRole('button', { name: '确认下达' }).click();
    await page.getByText('版已下达').waitFor();
    await page.getByText('年中调整').first().waitFor();
    const december = page.getByRole('row', { name: '12月' }).first();
    expect(await december.textContent()).toMatch(/[\d.]+ (万|亿)元/);
  });

  it('is read by who may, who is offered no revision', async () => {
    const visitor = await visitors.as({ role: 'principal', screen: 'phone', language: 'en' });
    await visitor.goto(`/projects/${projectId}/plan`);
    await visitor.page.getByRole('heading', { name: 'Annual plan' }).waitFor();
    await visitor.look('plan');
    expect(await visitor.page.getByRole('button', { name: 'See it first' }).count()).toBe(0);
  });
});
