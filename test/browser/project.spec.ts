import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn } from '../support/http-client.js';
import { startSystem, type RunningSystem } from '../support/running-system.js';
import { bodyOf } from '../support/story.js';
import { Visitors } from './support/visitor.js';

jest.setTimeout(120_000);

let system: RunningSystem;
let visitors: Visitors;
let projectId: string;

beforeAll(async () => {
  system = await startSystem({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });
  visitors = await Visitors.open(system);
  const { username, password } = system.account('coordinator');
  const client = await signIn(system.url, username, password);
  // One that has been decided about: every section of its page has something to show.
  const { items } = await bodyOf(client.get('/api/v1/decisions?status=open&limit=100'));
  projectId = items.find(({ project }: { project: unknown }) => project !== null).project.id;
}, 180_000);

afterEach(() => visitors.leave());
afterAll(async () => {
  await visitors?.close();
  await system?.stop();
});

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
