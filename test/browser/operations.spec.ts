import { describe, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

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
