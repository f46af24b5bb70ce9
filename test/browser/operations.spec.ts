import { afterAll, afterEach, beforeAll, describe, it, jest } from '@jest/globals';
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

describe('operations', () => {
  it('are looked at tab by tab, desktop and phone', async () => {
    for (const look of [
      { role: 'systemAdmin', screen: 'desktop', language: 'zh' },
      { role: 'coordinator', screen: 'phone', language: 'en' },
    ] as const) {
      const visitor = await visitors.as(look);
      for (const tab of ['overview', 'dead', 'deliveries', 'timers', 'periods']) {
        await visitor.goto(`/operations?tab=${tab}`);
        await visitor.look(`operations-${tab}`);
      }
    }
  });

  it('show the runs of a periodic work', async () => {
    const { page } = await visitors.as({ role: 'systemAdmin' });
    await page.goto('/operations?tab=periods');
    await page
      .getByRole('button', { name: /^看各期/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('heading', { level: 2 }).waitFor();
  });
});
