import { describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

// The last ten days of March close, and nothing of them was reported.
const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo', movedTo: '2023-04-03T09:00:00+08:00' });

describe('a look', () => {
  it('is reported with a note, never by one tap', async () => {
    const { leader, look } = await lookToDo();
    const { page } = leader;
    await leader.goto('/looks');
    const row = page.locator('li.row').filter({ hasText: look.projects[0]!.name }).first();
    await row.getByRole('button', { name: '已察看' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '已察看' }).click();
    await dialog.locator('.error-summary').waitFor();
    await leader.look('look-note');
    const now = async () => (await looksOf(leader)).find(({ id }) => id === look.id);
    expect((await now())!.lookedAt).toBeNull();
    await dialog.getByRole('textbox').fill('塔吊已进场，下旬补上两层');
    await dialog.getByRole('button', { name: '已察看' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await now()).toMatchObject({ note: '塔吊已进场，下旬补上两层' });
  });
});

interface Look {
  readonly id: string;
  readonly leader: { readonly name: string };
  readonly lookedAt: string | null;
  readonly note: string | null;
  readonly projects: readonly { readonly name: string }[];
}

const looksOf = async ({ page }: Visitor): Promise<Look[]> =>
  (await (await page.request.get('/api/v1/looks')).json()) as Look[];

/** A leader on a phone who has to look at something. */
async function lookToDo(): Promise<{ leader: Visitor; look: Look }> {
  const coordinator = await visitors.as({ role: 'coordinator' });
  const open = async () => (await looksOf(coordinator)).find(({ lookedAt }) => lookedAt === null);
  const look = await eventually(open, 'a leader has to look at something', 60_000);
  const leaders = visitors.system.accounts.filter(({ role }) => role === 'leader');
  const index = leaders.findIndex(({ name }) => name === look.leader.name);
  return { leader: await visitors.as({ role: 'leader', index, screen: 'phone' }), look };
}
