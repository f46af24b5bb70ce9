import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';
import { destinationsOf, roles, type Role } from './support/destinations.js';

// A district on the day it begins: people, units, calendar and policies, and nothing that they did yet.

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'empty', testMs: 240_000 });

/** Screens that have something to show on the first day: what a district is made of, and what runs by itself. */
const neverEmpty = new Set([
  '/account',
  '/audit',
  '/calendar',
  '/map',
  '/notices',
  '/operations',
  '/operations?tab=deliveries',
  '/operations?tab=timers',
  '/policies',
  '/roles',
  '/users',
]);

/** Where one gets to from there. */
const alsoSeenBy: Partial<Record<Role, readonly string[]>> = {
  principal: ['/rulings', '/cards', '/looks'],
  coordinator: ['/operations?tab=dead', '/operations?tab=deliveries', '/operations?tab=timers'],
};

describe.each([
  ['desktop', 'zh'],
  ['phone', 'en'],
] as const)('nothing has happened yet, on a %s in %s', (screen, language) => {
  it.each(roles)('%s is told why there is nothing and what to do next', async (role) => {
    const addresses = await destinationsOf(visitors, role, language);
    const visitor = await visitors.as({ role, screen, language });
    const faults: object[] = [];
    for (const address of [...addresses, ...(alsoSeenBy[role] ?? [])]) {
      await visitor.goto(address);
      await visitor.look(`empty${address.replaceAll(/[/?=]/g, '-')}`);
      const { explained, bare, ...wrong } = await visitor.emptiness();
      if (!neverEmpty.has(address)) {
        if (explained.length === 0) faults.push({ address, saysNothing: true });
        if (bare.length > 0) faults.push({ address, bare });
      }
      if (Object.values(wrong).some(({ length }) => length > 0)) faults.push({ address, ...wrong });
    }
    expect(faults).toEqual([]);
  });
});
