import type { Page, Request } from 'playwright-core';
import type { Visitor } from './visitor.js';

export interface VisitSeen {
  readonly id: string;
  readonly seen: string;
  readonly photos: number;
  readonly problems: number;
}

/** What the server has of the visits of who is signed in, the latest first. */
export async function visitsOf({ request }: Pick<Page, 'request'>): Promise<VisitSeen[]> {
  const answer = await request.get('/api/v1/visits?mine=true&limit=100');
  return ((await answer.json()) as { items: VisitSeen[] }).items;
}

export interface PhotoSeen {
  readonly id: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
}

export async function photosOf({ request }: Pick<Page, 'request'>, visitId: string): Promise<PhotoSeen[]> {
  return ((await (await request.get(`/api/v1/visits/${visitId}`)).json()) as { photos: PhotoSeen[] }).photos;
}

/** Three taps and a sentence; the fourth tap hands it over. */
export async function fillIn(page: Page, seen: string): Promise<void> {
  await page.locator('.visit-pick').first().click();
  await page.locator('.choice').nth(1).click();
  await page.locator('textarea').first().fill(seen);
}

export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const jpeg = (buffer: Buffer, name = 'IMG_0001.jpg'): ChosenFile => ({ name, mimeType: 'image/jpeg', buffer });

/** Chosen on the form, and made small there. */
export async function takePhotos(page: Page, ...files: ChosenFile[]): Promise<void> {
  const before = await page.locator('.photo').count();
  await page.locator('input[type=file]').setInputFiles(files);
  await page
    .locator('.photo')
    .nth(before + files.length - 1)
    .waitFor();
}

/** A visit kept on the phone: written on the form, and handed over. */
export async function keepVisit(page: Page, seen: string, ...files: ChosenFile[]): Promise<void> {
  await page.goto('/visits/new');
  await fillIn(page, seen);
  if (files.length > 0) await takePhotos(page, ...files);
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/visits');
}

/** Opened twice: the second time the screens come through the service worker, and what one needs on a site is remembered. */
export async function readyForTheSite(leader: Visitor): Promise<void> {
  await leader.goto('/visits/new');
  await leader.page.locator('.visit-pick').first().waitFor();
  await leader.page.evaluate('navigator.serviceWorker.ready');
}

/** Requests that hand over visits or photos, as they leave any tab of this window from now on. */
export function watchSending(page: Page): { visits: Request[]; photos: Request[] } {
  const sent: { visits: Request[]; photos: Request[] } = { visits: [], photos: [] };
  page.context().on('request', (request) => {
    if (request.method() !== 'POST') return;
    const { pathname } = new URL(request.url());
    if (pathname === '/api/v1/visits') sent.visits.push(request);
    else if (/^\/api\/v1\/visits\/[^/]+\/photos$/.test(pathname)) sent.photos.push(request);
  });
  return sent;
}

export const keysOf = (requests: readonly Request[]) => requests.map((each) => each.headers()['idempotency-key']);

/** Run in the page: what lies in a store of the device. */
export function onDevice<T>(page: Page, store: 'visits' | 'photos' | 'drafts'): Promise<T[]> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('duban');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asked = opening.result.transaction('${store}').objectStore('${store}').getAll();
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result.map((each) => ('blob' in each ? { ...each, blob: each.blob.size } : each)));
      };
    };
  })`);
}
