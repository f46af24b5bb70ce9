import { describe, expect, it } from '@jest/globals';
import { destinationsOf, roles } from './support/destinations.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo', testMs: 240_000 });

describe.each([
  ['desktop', 'zh'],
  ['phone', 'zh'],
  ['phone', 'en'],
] as const)('everywhere somebody can go from the navigation, on a %s in %s', (screen, language) => {
  it.each(roles)('%s', async (role) => {
    const addresses = await destinationsOf(visitors, role, language);
    const visitor = await visitors.as({ role, screen, language });
    for (const address of addresses) {
      await visitor.goto(address);
      await visitor.look(`everywhere${address.replaceAll('/', '-').replace(/\?.*/, '')}`);
      // A screen is never empty without a word why.
      expect((await visitor.page.locator('main').innerText()).trim().length).toBeGreaterThan(6);
    }
  });
});
