import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from './support/eventually.js';
import { jpeg, onDevice, photosOf, takePhotos, visitsOf } from './support/phone-visits.js';
import { pictureFromAPhone } from './support/pictures.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });
let picture: Buffer;

beforeAll(async () => {
  picture = await pictureFromAPhone(600, 400);
}, 120_000);

interface Kept {
  readonly values: { readonly projectId: string; readonly seen: string };
  readonly photos: readonly unknown[];
}

/** What is said in each draft on the device, with its number of photos. */
const drafts = async (page: Page): Promise<string[]> => {
  const kept = await onDevice<Kept>(page, 'drafts');
  return kept.map(({ values, photos }) => `${values.seen} ${photos.length}`).sort();
};

const seenField = (page: Page) => page.getByLabel('看到的情况');

/** The form opened afresh for the n-th of the projects offered, with a sentence and perhaps a photo. */
async function begin(page: Page, project: number, seen: string, ...photos: Buffer[]): Promise<string> {
  await page.goto('/visits/new');
  const pick = page.locator('.visit-pick').nth(project);
  const name = await pick.locator('strong').innerText();
  await pick.click();
  await page.locator('.visited').waitFor();
  await seenField(page).fill(seen);
  if (photos.length > 0) await takePhotos(page, ...photos.map((photo) => jpeg(photo)));
  return name;
}

describe('visits not finished', () => {
  it('are kept one a project, with their photos, and each is gone on with; what is handed over is one no more', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    const { page } = leader;
    const first = await begin(page, 0, '一号写到一半。', picture, await pictureFromAPhone(300, 200));
    await eventually(async () => (await drafts(page)).includes('一号写到一半。 2'), 'the first is kept');
    const second = await begin(page, 1, '二号写到一半。', picture);
    expect(second).not.toBe(first);
    // Left before the pause after typing is over.
    await page.getByRole('link', { name: '返回' }).click();
    await page.waitForURL('**/visits');
    const list = page.locator('.unfinished li');
    await list.nth(1).waitFor();
    expect(await drafts(page)).toEqual(['一号写到一半。 2', '二号写到一半。 1']);
    // The latest first, with its project and when.
    expect(await list.nth(0).innerText()).toMatch(new RegExp(`${second}.*3月24日 周五 1\\d:\\d\\d.*照片 1`, 's'));
    expect(await list.nth(1).innerText()).toContain(first);
    await leader.look('visits-unfinished');

    await list.nth(1).getByRole('link', { name: '接着写' }).click();
    await page.getByText('接着上次没写完的').waitFor();
    expect(await seenField(page).inputValue()).toBe('一号写到一半。');
    expect(await page.locator('.visited-name').innerText()).toBe(first);
    expect(await page.locator('.photo').count()).toBe(2);
    await page.reload();
    await page.getByText('接着上次没写完的').waitFor();
    expect(await seenField(page).inputValue()).toBe('一号写到一半。');
    await page.locator('.choice', { hasText: '正常施工' }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await eventually(async () => (await visitsOf(page))[0]?.photos === 2, 'it arrives with its photos');
    const [visit] = await visitsOf(page);
    expect(visit).toMatchObject({ seen: '一号写到一半。' });
    expect(await photosOf(page, visit!.id)).toHaveLength(2);
    expect(await drafts(page)).toEqual(['二号写到一半。 1']);
    expect(await page.locator('.unfinished li').count()).toBe(1);

    // The form for the second project opens with its own.
    await page.goto('/visits/new');
    await page.locator('.unfinished li').waitFor();
    await leader.look('visit-form-unfinished');
    await page.locator('.visit-pick', { hasText: second }).click();
    await page.getByText('接着上次没写完的').waitFor();
    expect(await seenField(page).inputValue()).toBe('二号写到一半。');
  });

  it('are let go, and that undone, from the list and on the form', async () => {
    const leader = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    const { page } = leader;
    await begin(page, 0, '要不要再说。', picture);
    await eventually(async () => (await drafts(page)).length === 1, 'it is kept');
    await page.goto('/visits');
    await page.getByRole('button', { name: '不要了' }).click();
    await page.locator('.unfinished').waitFor({ state: 'detached' });
    expect(await drafts(page)).toEqual([]);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.locator('.unfinished li').waitFor();
    expect(await drafts(page)).toEqual(['要不要再说。 1']);

    await page.getByRole('link', { name: '接着写' }).click();
    await page.getByRole('button', { name: '重新填' }).click();
    await eventually(async () => (await drafts(page)).length === 0, 'it is gone');
    expect(await seenField(page).inputValue()).toBe('');
    expect(await page.locator('.visited-name').count()).toBe(1);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.locator('.photo').waitFor();
    expect(await seenField(page).inputValue()).toBe('要不要再说。');
    expect(await drafts(page)).toEqual(['要不要再说。 1']);
  });

  it('nothing but a project chosen is none; one without a project becomes that of the project chosen later', async () => {
    const { page } = await visitors.as({ role: 'leader', index: 2, screen: 'phone' });
    await begin(page, 0, '');
    await page.waitForTimeout(800);
    expect(await drafts(page)).toEqual([]);
    await page.goto('/visits/new');
    await seenField(page).fill('先写再选。');
    await eventually(async () => (await drafts(page)).length === 1, 'it is kept');
    await page.goto('/visits/new');
    await page.getByText('接着上次没写完的').waitFor();
    // It is on the form: the list of the others does not name it.
    expect(await page.locator('.unfinished').count()).toBe(0);
    await page.locator('.visit-pick').first().click();
    await eventually(async () => {
      const [draft] = await onDevice<Kept>(page, 'drafts');
      return draft?.values.projectId === new URL(page.url()).searchParams.get('projectId');
    }, 'it is kept under its project');
    expect(await drafts(page)).toEqual(['先写再选。 0']);
  });

  it('a project that has one, chosen for another that is begun, asks which; neither is lost unless one says so', async () => {
    const leader = await visitors.as({ role: 'leader', index: 3, screen: 'phone' });
    const { page } = leader;
    const name = await begin(page, 0, '早先写的。', picture);
    await eventually(async () => (await drafts(page)).includes('早先写的。 1'), 'the first is kept');
    const beginAnother = async () => {
      await page.goto('/visits/new');
      await seenField(page).fill('现在写的。');
      await page.locator('.visit-pick', { hasText: name }).click();
      await page.getByRole('dialog').waitFor();
    };
    await beginAnother();
    await leader.look('visit-clash');
    await page.keyboard.press('Escape');
    expect(await seenField(page).inputValue()).toBe('现在写的。');
    await page.locator('.visit-pick', { hasText: name }).click();
    await page.getByRole('button', { name: '接着写那条' }).click();
    await page.locator('.photo').waitFor();
    expect(await seenField(page).inputValue()).toBe('早先写的。');
    await eventually(async () => (await drafts(page)).length === 2, 'both are kept');
    expect(await drafts(page)).toEqual(['早先写的。 1', '现在写的。 0']);

    await page.goto('/visits/new');
    await page.getByText('接着上次没写完的').waitFor();
    await page.locator('.visit-pick', { hasText: name }).click();
    await page.getByRole('button', { name: '用现在写的代替' }).click();
    await page.locator('.visited').waitFor();
    expect(await seenField(page).inputValue()).toBe('现在写的。');
    await eventually(async () => (await drafts(page)).length === 1, 'one is left');
    expect(await drafts(page)).toEqual(['现在写的。 0']);
  });

  it('are shown to who began them only', async () => {
    const leader = await visitors.as({ role: 'leader', index: 4, screen: 'phone' });
    const { page } = leader;
    await begin(page, 0, '只给我自己看。');
    await eventually(async () => (await drafts(page)).length === 1, 'it is kept');
    const address = page.url();
    const { username, password } = visitors.system.account('leader', 5);
    expect((await page.request.post('/api/v1/session', { data: { username, password } })).ok()).toBe(true);
    for (const at of ['/visits', '/visits/new', address]) {
      await leader.goto(at);
      expect(await page.locator('body').innerText()).not.toContain('只给我自己看');
      expect(await page.locator('.unfinished').count()).toBe(0);
    }
    expect(await drafts(page)).toEqual(['只给我自己看。 0']);
  });
});
