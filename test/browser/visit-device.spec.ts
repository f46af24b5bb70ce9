import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from './support/eventually.js';
import { fillIn, jpeg, keepVisit, onDevice, photosOf, takePhotos, visitsOf } from './support/phone-visits.js';
import { pictureFromAPhone } from './support/pictures.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });
let picture: Buffer;

beforeAll(async () => {
  picture = await pictureFromAPhone();
}, 120_000);

/** A page of this house that runs none of its code: the device's store is as nobody has opened it yet. */
const quietPage = async (page: Page): Promise<void> => {
  await page.goto('/mark.svg');
};

/** Written by hand as the first version of the store had it, with one visit and one photo that wait. */
const firstVersion = (personId: string, projectId: string, photo: Buffer) => `new Promise((resolve, reject) => {
  const id = crypto.randomUUID();
  const opening = indexedDB.open('duban', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('visits', { keyPath: 'id' }).createIndex('person', 'personId');
    opening.result.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visitId');
  };
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const tx = opening.result.transaction(['visits', 'photos'], 'readwrite');
    const at = '2023-03-24T09:00:00+08:00';
    tx.objectStore('visits').put({
      id, personId: '${personId}', projectName: '旧版本里的项目', savedAt: 1, state: 'waiting', refusal: null,
      body: { id, projectId: '${projectId}', visitedAt: at, loggedAt: at, condition: 'slow', seen: '旧版本里写的。',
        photosExpected: 1, problems: [] },
    });
    const bytes = Uint8Array.from(atob('${photo.toString('base64')}'), (c) => c.charCodeAt(0));
    tx.objectStore('photos').put({ id: crypto.randomUUID(), visitId: id, takenAt: null, refusal: null,
      blob: new Blob([bytes], { type: 'image/jpeg' }) });
    tx.onerror = () => reject(tx.error);
    tx.oncomplete = () => { opening.result.close(); resolve(id); };
  };
})`;

/** As the second version had it: one draft a person, whatever project it was of. */
const secondVersion = (personId: string, values: object, photo: Buffer) => `new Promise((resolve, reject) => {
  const opening = indexedDB.open('duban', 2);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('visits', { keyPath: 'id' }).createIndex('person', 'personId');
    opening.result.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visitId');
    opening.result.createObjectStore('drafts', { keyPath: 'personId' });
  };
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const tx = opening.result.transaction('drafts', 'readwrite');
    const bytes = Uint8Array.from(atob('${photo.toString('base64')}'), (c) => c.charCodeAt(0));
    const blob = new Blob([bytes], { type: 'image/jpeg' });
    tx.objectStore('drafts').put({ personId: '${personId}', values: ${JSON.stringify(values)}, savedAt: 1679622000000,
      photos: [{ id: crypto.randomUUID(), blob, takenAt: null, place: null }] });
    // Of somebody else, and from before drafts had photos.
    tx.objectStore('drafts').put({ personId: 'other', values: { projectId: '', seen: '别人的。' }, savedAt: 1 });
    tx.onerror = () => reject(tx.error);
    tx.oncomplete = () => { opening.result.close(); resolve(); };
  };
})`;

async function whoAndWhere({ page }: Visitor): Promise<{ personId: string; projectId: string }> {
  const { person } = (await (await page.request.get('/api/v1/session')).json()) as { person: { id: string } };
  const { items } = (await (await page.request.get('/api/v1/visits/suggestions')).json()) as {
    items: { project: { id: string } }[];
  };
  return { personId: person.id, projectId: items[0]!.project.id };
}

describe('the device’s store', () => {
  it('of an earlier version is taken over with what waits in it, and that goes', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    const { page } = leader;
    const { personId, projectId } = await whoAndWhere(leader);
    await quietPage(page);
    await page.evaluate(firstVersion(personId, projectId, await pictureFromAPhone(300, 200)));
    await leader.goto('/visits/new');
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'it arrives with its photo');
    expect(await visitsOf(page)).toMatchObject([{ seen: '旧版本里写的。' }]);
    // The new version is whole: a draft, which the earlier one did not know, is kept.
    await fillIn(page, '接着写。');
    await eventually(async () => (await onDevice(page, 'drafts')).length === 1, 'the draft is kept');
    expect(await onDevice(page, 'visits')).toEqual([]);
  });

  it('of the version with one draft a person is taken over with the draft and its photo', async () => {
    const leader = await visitors.as({ role: 'leader', index: 6, screen: 'phone' });
    const { page } = leader;
    const { personId, projectId } = await whoAndWhere(leader);
    await quietPage(page);
    const values = { projectId, projectName: '旧版本里的项目', condition: 'slow', seen: '旧版本里写到一半。' };
    await page.evaluate(secondVersion(personId, values, await pictureFromAPhone(300, 200)));
    await leader.goto('/visits');
    await page.locator('.unfinished').getByText('旧版本里写到一半').waitFor();
    expect(await page.locator('.unfinished li').count()).toBe(1);
    await page.getByRole('link', { name: '接着写' }).click();
    await page.locator('.photo img').waitFor();
    expect(await page.getByLabel('看到的情况').inputValue()).toBe('旧版本里写到一半。');
    expect(await onDevice(page, 'drafts')).toHaveLength(2);
    await page.getByRole('button', { name: '提交' }).click();
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'it arrives with its photo');
    expect(await onDevice(page, 'drafts')).toMatchObject([{ personId: 'other', photos: [] }]);
  });

  it('of a later version is left as it is; the tab says that it wants reloading, and keeps the form', async () => {
    const leader = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    const { page } = leader;
    await leader.goto('/visits/new');
    await fillIn(page, '旧标签页里写的。');
    await eventually(async () => (await onDevice(page, 'drafts')).length === 1, 'the draft is kept');
    // Another tab, of a release to come: the upgrade is not held up by this one.
    const newer = await page.context().newPage();
    await quietPage(newer);
    const upgraded = await newer.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('duban', 4);
      opening.onupgradeneeded = () => opening.result.createObjectStore('of-the-future');
      opening.onblocked = () => reject(new Error('held up'));
      opening.onsuccess = () => { opening.result.close(); resolve('upgraded'); };
    })`);
    expect(upgraded).toBe('upgraded');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('系统已更新').first().waitFor();
    expect(await page.getByLabel('看到的情况').inputValue()).toBe('旧标签页里写的。');
    await page.getByRole('button', { name: '重新加载' }).first().waitFor();
    await leader.look('visit-newer-store');
    expect(await onDevice(page, 'drafts')).toMatchObject([{ values: { seen: '旧标签页里写的。' } }]);
  });

  it('held on to by a tab that does not close is said, and does not hang; once it closes the visit is kept', async () => {
    const leader = await visitors.as({ role: 'leader', index: 2, screen: 'phone' });
    const { page } = leader;
    const old = await page.context().newPage();
    await quietPage(old);
    await old.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open('duban', 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('visits', { keyPath: 'id' }).createIndex('person', 'personId');
        opening.result.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visitId');
      };
      opening.onsuccess = () => { globalThis.held = opening.result; resolve('held'); };
    })`);
    await leader.goto('/visits/new');
    await page.getByText('另一个页面还开着旧版本').first().waitFor();
    await fillIn(page, '等旧页面关掉。');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('另一个页面还开着旧版本').first().waitFor();
    expect(await page.getByLabel('看到的情况').inputValue()).toBe('等旧页面关掉。');
    await old.close();
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL('**/visits');
    await eventually(async () => (await visitsOf(page)).length === 1, 'it arrives');
  });

  it('without room says so and keeps the form; with room again it is kept', async () => {
    const leader = await visitors.as({ role: 'leader', index: 3, screen: 'phone' });
    const { page } = leader;
    const devtools = await page.context().newCDPSession(page);
    await leader.goto('/visits/new');
    await page.locator('.visit-pick').first().waitFor();
    // From now on: a browser asks only now and then how much room is left.
    const { origin } = new URL(page.url());
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 });
    await fillIn(page, '手机满了。');
    await takePhotos(page, jpeg(picture));
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('手机存储空间不足').waitFor();
    expect(await page.getByLabel('看到的情况').inputValue()).toBe('手机满了。');
    expect(await page.locator('.photo').count()).toBe(1);
    expect(await onDevice(page, 'visits')).toEqual([]);
    await leader.look('visit-no-room');
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL('**/visits');
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'it arrives with its photo');
  });
});

describe('a photo of 4,000 × 3,000 with its time and place in it', () => {
  it('arrives as at most 300 KB, with the time it was taken at and without the place', async () => {
    const leader = await visitors.as({ role: 'leader', index: 4, screen: 'phone' });
    const { page } = leader;
    const uploaded: Buffer[] = [];
    await page.context().route(/\/photos$/, (route) => {
      uploaded.push(route.request().postDataBuffer()!);
      return route.fallback();
    });
    await keepVisit(page, '大照片。', jpeg(picture));
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'it arrives');
    const [photo] = await photosOf(page, (await visitsOf(page))[0]!.id);
    expect(photo).toMatchObject({ location: null });
    expect(Date.parse(photo!.takenAt!)).toBe(Date.parse('2023-03-23T15:10:05+08:00'));
    expect(picture.length).toBeGreaterThan(4_000_000);
    expect(uploaded).toHaveLength(1);
    expect(uploaded[0]!.length).toBeLessThanOrEqual(300 * 1024 + 2_000);
    expect(Math.max(photo!.width, photo!.height)).toBeLessThanOrEqual(1_600);
    expect(photo!.width / photo!.height).toBeCloseTo(4 / 3, 2);
    // Neither the camera's notes nor a place left the phone in any form.
    const text = uploaded[0]!.toString('latin1');
    expect([text.includes('Exif\0\0'), text.includes('latitude'), text.includes('keepLocation')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('goes with its place where its author says so', async () => {
    const leader = await visitors.as({ role: 'leader', index: 5, screen: 'phone' });
    const { page } = leader;
    await leader.goto('/visits/new');
    await fillIn(page, '附上地点。');
    expect(await page.getByLabel('附上照片里的拍摄地点').count()).toBe(0);
    await takePhotos(page, jpeg(picture));
    await page.getByLabel('附上照片里的拍摄地点').check();
    await leader.look('visit-photo-place');
    await page.getByRole('button', { name: '提交' }).click();
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'it arrives');
    const [photo] = await photosOf(page, (await visitsOf(page))[0]!.id);
    expect(photo!.location!.latitude).toBeCloseTo(34.7466, 4);
    expect(photo!.location!.longitude).toBeCloseTo(113.65, 4);
  });
});
