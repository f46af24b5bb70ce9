import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startSystem, type RunningSystem } from '../support/running-system.js';
import { destinationsOf, roles } from './support/destinations.js';
import { Visitors } from './support/visitor.js';

jest.setTimeout(240_000);

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
