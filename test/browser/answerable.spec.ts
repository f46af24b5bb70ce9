import { describe, expect, it } from '@jest/globals';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

// Past the quarter's end: months and the quarter have closed, some of them short.
const visitors = visitorsOf({ now: '2023-04-10T10:00:00+08:00', seed: 'demo' });

const lookers = [
  ['coordinator', 'desktop', 'zh'],
  ['leader', 'phone', 'zh'],
  ['principal', 'phone', 'en'],
] as const;

/** Follows the first of a list's own links, where there is one, and looks at what it leads to. */
async function lookInto(visitor: Visitor, list: string, name: string): Promise<void> {
  await visitor.goto(list);
  await visitor.look(`${name}s`);
  const first = visitor.page.locator(`main a[href^="${list}/"]`).first();
  if ((await first.count()) === 0) return;
  await visitor.goto((await first.getAttribute('href'))!);
  await visitor.look(name);
}

describe.each(lookers)('for a %s on a %s in %s', (role, screen, language) => {
  it('leaders: what each committed to, what waits, what was done', async () => {
    const visitor = await visitors.as({ role, screen, language });
    await lookInto(visitor, '/leaders', 'leader');
    expect(await visitor.page.locator('main h1').count()).toBe(1);
  });

  it('closed periods, cards and looks', async () => {
    const visitor = await visitors.as({ role, screen, language });
    await lookInto(visitor, '/closings', 'closing');
    await lookInto(visitor, '/cards', 'card');
    await visitor.goto('/looks');
    await visitor.look('looks');
  });
});
