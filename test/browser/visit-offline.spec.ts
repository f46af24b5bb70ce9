import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { eventually } from './support/eventually.js';
import {
  fillIn,
  jpeg,
  keepVisit,
  keysOf,
  onDevice,
  photosOf,
  readyForTheSite,
  takePhotos,
  visitsOf,
  watchSending,
} from './support/phone-visits.js';
import { pictureFromAPhone } from './support/pictures.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small', behindDoor: true });
let picture: Buffer;

beforeAll(async () => {
  picture = await pictureFromAPhone(2400, 1800);
}, 120_000);

/** The browser says so, and nothing gets through either. */
async function network(context: BrowserContext, there: boolean): Promise<void> {
  await (there ? visitors.door.open() : visitors.door.shut());
  await context.setOffline(!there);
}

describe('a visit without a network', () => {
  it('is kept through closing the tab, and arrives once, with its photo, whatever screen is opened', async () => {
    const leader = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    await readyForTheSite(leader);
    const context = leader.page.context();
    await network(context, false);
    await keepVisit(leader.page, '信号不好，先记下。', jpeg(picture, '../现场.jpg'));
    await leader.page.getByText('待传 1 条').waitFor();
    await leader.look('visit-waiting');
    await leader.page.close();

    const again = await context.newPage();
    const sent = watchSending(again);
    await again.goto('/visits/new');
    await again.getByText('待传 1 条').waitFor();
    await network(context, true);
    await again.goto('/to-do');
    await again.getByText('走访已上报').waitFor();
    const [visit, ...others] = await visitsOf(context);
    expect(others).toEqual([]);
    expect(visit).toMatchObject({ seen: '信号不好，先记下。', photos: 1 });
    // Tried in vain without a network, and always by the same key.
    expect(new Set(keysOf(sent.visits)).size).toBe(1);
    expect(await onDevice(again, 'visits')).toEqual([]);
    expect(await onDevice(again, 'photos')).toEqual([]);
  });

  it('written by half, with a photo, is there again after the tab was killed, and goes', async () => {
    const leader = await visitors.as({ role: 'leader', index: 2, screen: 'phone' });
    await readyForTheSite(leader);
    const context = leader.page.context();
    await network(context, false);
    await leader.goto('/visits/new');
    await fillIn(leader.page, '塔吊已拆。');
    await takePhotos(leader.page, jpeg(picture));
    await eventually(async () => {
      const [draft] = await onDevice<{ photos: unknown[] }>(leader.page, 'drafts');
      return draft?.photos.length === 1;
    }, 'the draft is kept');
    const address = leader.page.url();
    await leader.page.close();

    // As a phone does that put an end to the page: opened where it was.
    const again = await context.newPage();
    await again.goto(address);
    await again.getByText('接着上次没写完的').waitFor();
    expect(await again.getByLabel('看到的情况').inputValue()).toBe('塔吊已拆。');
    await again.locator('.photo img').waitFor();
    // Without a network, and after a reload, the time of the visit is the system's, not that of a clock that is wrong.
    await again.getByRole('button', { name: '提交' }).click();
    await again.getByText('待传 1 条').waitFor();
    await network(context, true);
    await eventually(async () => (await visitsOf(context))[0]?.photos === 1, 'it arrives with its photo');
    expect(await visitsOf(context)).toMatchObject([{ seen: '塔吊已拆。' }]);
    expect(await photosOf(context, (await visitsOf(context))[0]!.id)).toHaveLength(1);
    expect(await onDevice(again, 'drafts')).toEqual([]);
  });
});

describe('the screens without a network', () => {
  it.each([
    ['zh', '记一次走访', 'Log a visit'],
    ['en', 'Log a visit', '记一次走访'],
  ] as const)(
    'open after one look at another screen, the day before, in %s and in the other language',
    async (language, own, other) => {
      const leader = await visitors.as({ role: 'leader', index: 3, screen: 'phone', language });
      await readyForTheSite(leader);
      const context = leader.page.context();
      await leader.page.close();
      await network(context, false);
      const page = await context.newPage();
      await page.goto('/visits/new');
      await page.getByRole('heading', { name: own }).waitFor();
      await page.locator('.visit-pick').first().waitFor();
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/to-do');
      await page.evaluate(`localStorage.setItem('duban-language', '${language === 'zh' ? 'en' : 'zh'}')`);
      // The window's own script would set it back: only in this tab, and only before the first page.
      await context.addInitScript(`localStorage.setItem('duban-language', '${language === 'zh' ? 'en' : 'zh'}')`);
      await page.goto('/visits/new');
      await page.getByRole('heading', { name: other }).waitFor();
      await network(context, true);
    },
  );
});
