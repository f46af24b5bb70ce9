import { describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { fillIn, keepVisit, onDevice, readyForTheSite, visitsOf } from './support/phone-visits.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small', behindDoor: true });

const NEXT = 'fffffffffff0';

describe('a newer version of the screens', () => {
  it('waits, says so, and takes over when somebody reloads; what was being written and what waits stays', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    await context.setOffline(true);
    await keepVisit(page, '更新之前记下的。');
    await page.goto('/visits/new');
    await fillIn(page, '写到一半时更新了。');
    await eventually(async () => (await onDevice(page, 'drafts')).length === 1, 'the draft is kept');
    await context.setOffline(false);
    await eventually(async () => (await visitsOf(context)).length === 1, 'what waited has gone');
    expect(await page.getByText('系统已更新').count()).toBe(0);

    visitors.door.release(NEXT);
    await page.evaluate(`globalThis.before = true; navigator.serviceWorker.ready.then((found) => found.update())`);
    await page.getByText('系统已更新').waitFor();
    await leader.look('new-version');
    // Nobody is thrown out of a form that they are filling in.
    expect(await page.evaluate('globalThis.before')).toBe(true);
    const controlledBy = () =>
      page.evaluate<string[]>(`caches.keys().then((names) => names.filter((name) => name.startsWith('duban-shell-')))`);
    expect(await controlledBy()).toContain(`duban-shell-${NEXT}`);

    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '重新加载' }).click()]);
    await page.getByText('接着上次没写完的').waitFor();
    expect(await page.getByLabel('看到的情况').inputValue()).toBe('写到一半时更新了。');
    expect(await page.getByText('系统已更新').count()).toBe(0);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('接着上次没写完的').waitFor();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('待传 1 条').waitFor();
    await context.setOffline(false);
    await eventually(async () => (await visitsOf(context)).length === 2, 'it arrives');
  });
});
