import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startSystem, type RunningSystem } from '../support/running-system.js';
import { Visitors } from './support/visitor.js';

jest.setTimeout(120_000);

let system: RunningSystem;
let visitors: Visitors;

beforeAll(async () => {
  system = await startSystem({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });
  visitors = await Visitors.open(system);
}, 180_000);

afterEach(() => visitors.leave());
afterAll(async () => {
  await visitors?.close();
  await system?.stop();
});

describe('the principal’s one look', () => {
  it.each([
    ['desktop', 'zh'],
    ['desktop', 'en'],
    ['phone', 'zh'],
    ['phone', 'en'],
  ] as const)('on a %s, in %s: sentence, chain, ladder, lights, map, results', async (screen, language) => {
    const principal = await visitors.as({ role: 'principal', screen, language });
    await principal.goto('/cockpit');
    await principal.page.locator('.wall-row').first().waitFor();
    await principal.page.locator('.map-region').first().waitFor();
    await principal.look('cockpit');
    expect(await principal.page.locator('.link').count()).toBe(5);
    expect(await principal.page.locator('.wall-lights .light-shape').count()).toBeGreaterThan(300);
  });

  it('opens an office’s lights to its projects, two taps from a light to its project', async () => {
    const principal = await visitors.as({ role: 'principal' });
    await principal.goto('/cockpit');
    await principal.page.locator('.wall-row').first().click();
    await principal.page.locator('dialog .row').first().waitFor();
    await principal.look('cockpit-office');
    const first = principal.page.locator('dialog .row-title').first();
    const name = await first.textContent();
    await first.click();
    await principal.page.getByRole('heading', { level: 1, name: name! }).waitFor();
  });

  it('leads on to closed periods, cards and leaders', async () => {
    const principal = await visitors.as({ role: 'principal' });
    const { page } = principal;
    for (const [link, address] of [
      ['周期关账', '/closings'],
      ['蓝黄红牌', '/cards'],
      ['分包领导', '/leaders'],
    ] as const) {
      await principal.goto('/cockpit');
      await page.getByRole('navigation', { name: '细看' }).getByRole('link', { name: link }).click();
      await page.waitForURL(`**${address}`);
    }
    await principal.goto('/cockpit');
    await page.getByRole('table', { name: '分包领导' }).getByRole('link').first().click();
    await page.waitForURL('**/leaders/*');
  });

  it('shows results with last year beside, and what needs a ruling', async () => {
    const principal = await visitors.as({ role: 'principal' });
    await principal.goto('/results');
    await principal.look('results');
    await principal.page.getByText('783.6').first().waitFor();
    await principal.goto('/rulings');
    await principal.look('rulings');
  });
});
