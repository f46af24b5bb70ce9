import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

interface Feature {
  type: string;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: number[][][][] };
}
interface Region {
  readonly office: { readonly name: string };
  readonly polygons: number[][][][];
}

async function mapNow({ page }: Visitor): Promise<{ version: number; regions: Region[] }> {
  return (await (await page.request.get('/api/v1/map')).json()) as { version: number; regions: Region[] };
}

/** The map as a file, changed a little. */
async function fileOf(visitor: Visitor, change: (features: Feature[]) => unknown = (features) => features) {
  const { regions } = await mapNow(visitor);
  const features = regions.map(({ office, polygons }) => ({
    type: 'Feature',
    properties: { office: office.name },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }));
  return JSON.stringify({ type: 'FeatureCollection', name: 'of a mapping program', features: change(features) });
}

const choose = ({ page }: Visitor, text: string, name = 'district.geojson') =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/geo+json', buffer: Buffer.from(text, 'utf8') });

const drawn = ({ page }: Visitor, label: string) =>
  page.getByRole('img', { name: label, exact: true }).locator('.map-region').count();

async function replace({ page, language }: Visitor): Promise<void> {
  const zh = language === 'zh';
  await page.getByRole('button', { name: zh ? '用它替换' : 'Replace the map by it' }).click();
  const ask = page.getByRole('dialog');
  await ask.getByRole('button', { name: zh ? '替换' : 'Replace', exact: true }).click();
}

describe('a file is looked at before it takes the map’s place', () => {
  it.each([
    ['desktop', 'zh', '换上后的样子', '文件中的区域'],
    ['phone', 'en', 'What it would look like', 'The regions in the file'],
  ] as const)('on a %s, in %s', async (screen, language, heading, label) => {
    const visitor = await visitors.as({ role: 'systemAdmin', screen, language });
    const { page } = visitor;
    await visitor.goto('/map');
    await visitor.look('map');
    const before = await mapNow(visitor);
    const offices = before.regions.map(({ office }) => office.name);
    const file = await fileOf(visitor, ([first, second, third, , ...rest]) => [
      first!,
      { ...second!, properties: { office: '没有的办事处' } },
      { ...third!, properties: { office: offices[0]! } },
      ...rest,
    ]);
    await choose(visitor, file);
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await drawn(visitor, label)).toBe(offices.length - 1);
    const table = page.getByRole('table');
    const rowOf = (number: number) => table.getByRole('row').nth(number).innerText();
    expect(await rowOf(2)).toContain('没有的办事处');
    expect(await rowOf(2)).toContain(language === 'zh' ? '对不上任何办事处' : 'Fits no office');
    expect(await rowOf(3)).toContain(language === 'zh' ? '与第 1 个区域重复' : 'The same office as region 1');
    const without = page.getByText(language === 'zh' ? '没有区域的办事处 3 个：' : 'Offices without a region (3):');
    await without.waitFor();
    await visitor.look('map-preview');
    expect(await mapNow(visitor)).toEqual(before);
  });

  it.each([
    ['too large', ' '.repeat(1024 * 1024 + 1), '文件超过 1 MB'],
    ['no JSON', 'PK 这是压缩包', '这不是 JSON 文件'],
    ['no FeatureCollection', '{"type":"Feature"}', '这不是 GeoJSON 的 FeatureCollection'],
    ['empty', '{"type":"FeatureCollection","features":[]}', '文件里一个区域也没有'],
  ])('%s: said on the device, nothing is sent', async (_why, text, words) => {
    const visitor = await visitors.as({ role: 'systemAdmin' });
    const sent: string[] = [];
    visitor.page.on('request', (request) => sent.push(request.method()));
    await visitor.goto('/map');
    await choose(visitor, text);
    await visitor.page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await visitor.page.getByRole('button', { name: '用它替换' }).count()).toBe(0);
    expect(sent).not.toContain('PUT');
  });
});

describe('what the server refuses', () => {
  const second = (change: (feature: Feature) => Feature) => (features: Feature[]) =>
    features.map((feature, index) => (index === 1 ? change(feature) : feature));
  const border = (points: number[][]) =>
    second((feature) => ({ ...feature, geometry: { type: 'MultiPolygon', coordinates: [[points]] } }));
  const corner = [113.7, 34.7];
  const open = [corner, [113.8, 34.7], [113.8, 34.8], [113.7, 34.8]];
  const fine = Array.from({ length: 20_001 }, (_, index) => [113 + (index % 20_000) / 100_000, 34]);

  it.each([
    ['map.office_unknown', second((f) => ({ ...f, properties: { office: '某处' } })), '（某处）', '系统里没有'],
    ['map.office_twice', (f: Feature[]) => [f[0]!, f[0]!, ...f.slice(2)], '', '出现了两次'],
    ['map.ring_open', border(open), '', '边界没有闭合'],
    ['map.ring_too_short', border([corner, [113.8, 34.7], corner]), '', '边界不足三个点'],
    ['map.too_many_points', border(fine), '', '最多 20000 个点'],
    ['no office at all', second((f) => ({ ...f, properties: { name: '甲' } })), '（甲）', '没有写 office 属性'],
    ['metres for degrees', border(open.map(([x, y]) => [x! * 1000, y! * 1000])), '', '坐标须为经度、纬度'],
  ] as const)('%s: at its region, by number and name; the map is as it was', async (code, change, name, words) => {
    const visitor = await visitors.as({ role: 'systemAdmin' });
    const { page } = visitor;
    await visitor.goto('/map');
    const before = await mapNow(visitor);
    await choose(visitor, await fileOf(visitor, change));
    const answered = page.waitForResponse((response) => response.request().method() === 'PUT');
    await replace(visitor);
    const refused = (await (await answered).json()) as { code: string };
    expect(refused.code).toBe(code.startsWith('map.') ? code : 'request.invalid');
    const link = page.locator('.error-summary').getByRole('link');
    expect(await link.innerText()).toMatch(/^第 2 个区域/);
    expect(await link.innerText()).toContain(name);
    expect(await link.innerText()).toContain(words);
    await link.click();
    expect(await page.evaluate('document.activeElement.innerText')).toContain('第 2 个区域');
    expect(await page.getByRole('row').nth(2).innerText()).toContain(words);
    if (code === 'map.ring_open') await visitor.look('map-refused');
    expect(await mapNow(visitor)).toEqual(before);
  });

  it('a part that is no region’s is named as the file has it', async () => {
    const visitor = await visitors.as({ role: 'systemAdmin', language: 'en' });
    await visitor.goto('/map');
    const before = await mapNow(visitor);
    await choose(visitor, (await fileOf(visitor)).replace('"name"', '"nickname"'));
    await replace(visitor);
    await visitor.page.getByText('What is wrong in the file:').waitFor();
    expect(await mapNow(visitor)).toEqual(before);
  });
});

describe('replacing', () => {
  it('is seen in the cockpit, audited, and can be put back', async () => {
    const visitor = await visitors.as({ role: 'systemAdmin' });
    const { page } = visitor;
    await visitor.goto('/map');
    const before = await mapNow(visitor);
    await choose(visitor, await fileOf(visitor, (features) => features.slice(0, 3)));
    await replace(visitor);
    await page.getByText(`分布图已替换，现为第 ${before.version + 1} 版`).waitFor();
    await visitor.look('map-replaced');
    expect(await drawn(visitor, '各办事处的区域')).toBe(3);

    const principal = await visitors.as({ role: 'principal' });
    await principal.goto('/cockpit');
    await principal.page.locator('.map-region').first().waitFor();
    expect(await principal.page.locator('.map-region').count()).toBe(3);

    const auditor = await visitors.as({ role: 'auditAdmin' });
    const audited = await auditor.page.request.get('/api/v1/audit?action=map.replace');
    expect(JSON.stringify(await audited.json())).toContain('"regions":3');

    await page.getByRole('button', { name: '换回去' }).click();
    await page.getByText(`分布图已替换，现为第 ${before.version + 2} 版`).waitFor();
    expect((await mapNow(visitor)).regions).toEqual(before.regions);
  });

  it('what was downloaded can be chosen again, and is the same map', async () => {
    const visitor = await visitors.as({ role: 'systemAdmin', screen: 'phone', language: 'en' });
    const { page } = visitor;
    await visitor.goto('/map');
    const before = await mapNow(visitor);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download this map' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`duban-map-${before.version}.geojson`);
    await choose(visitor, readFileSync(await saved.path(), 'utf8'), saved.suggestedFilename());
    await page.getByText('Every office has a region.').nth(1).waitFor();
    await replace(visitor);
    await page.getByText(`it is version ${before.version + 1} now`).waitFor();
    await visitor.look('map-replaced');
    expect(await mapNow(visitor)).toEqual({ version: before.version + 1, regions: before.regions });
  });

  it('whoever was faster is not overwritten: the new map is looked at first', async () => {
    const visitor = await visitors.as({ role: 'systemAdmin' });
    const { page } = visitor;
    await visitor.goto('/map');
    const before = await mapNow(visitor);
    await choose(visitor, await fileOf(visitor, (features) => features.slice(0, 2)));
    const other = await page.request.put('/api/v1/map', {
      data: JSON.parse(await fileOf(visitor, (features) => features.slice(0, 5))) as object,
      headers: { 'If-Match': `"${before.version}"` },
    });
    expect(other.ok()).toBe(true);
    await page.getByText(`现为第 ${before.version + 1} 版，见上方`).waitFor();
    await replace(visitor);
    await page.locator('.error-summary').getByText('刚才有人先换了地图').waitFor();
    expect((await mapNow(visitor)).regions.length).toBe(5);
    await visitor.look('map-conflict');
    await page.getByRole('button', { name: '我看过新图，仍用这个文件' }).click();
    await replace(visitor);
    await page.getByText(`分布图已替换，现为第 ${before.version + 2} 版`).waitFor();
    expect((await mapNow(visitor)).regions.length).toBe(2);
  });

  it('is offered to nobody else', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    await visitor.goto('/map');
    await visitor.page.getByRole('heading', { name: '现在的图' }).waitFor();
    expect(await visitor.page.locator('input[type=file]').count()).toBe(0);
    expect(await visitor.page.locator('nav.rail a[href="/map"]').count()).toBe(0);
  });
});
