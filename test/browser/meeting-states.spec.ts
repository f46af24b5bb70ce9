import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

describe('the page of a meeting', () => {
  it.each([
    ['coordinator', 'zh'],
    ['department', 'en'],
  ] as const)('keeps no empty column in any state, for a %s in %s', async (role, language) => {
    const visitor = await visitors.as({ role, language });
    const { page } = visitor;
    const answer = await page.request.get('/api/v1/meetings?limit=100');
    const { items } = (await answer.json()) as { items: { id: string; state: string }[] };
    const one = new Map(items.map(({ state, id }) => [state, id]));
    expect([...one.keys()]).toEqual(expect.arrayContaining(['agendaOpen', 'published']));
    for (const [state, id] of one) {
      await visitor.goto(`/meetings/${id}`);
      await visitor.look(`meeting-state-${state}`);
      const columns = page.locator('.columns.prepare');
      const right = (node: { getBoundingClientRect(): { right: number } }) => node.getBoundingClientRect().right;
      const last = columns.locator(':scope > :first-child, :scope > .stack:has(.card)').last();
      expect([state, Math.round(await last.evaluate(right))]).toEqual([
        state,
        Math.round(await columns.evaluate(right)),
      ]);
    }
  });
});
