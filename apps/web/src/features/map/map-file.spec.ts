import { describe, expect, it } from '@jest/globals';
import { geoJsonOf, MAX_BYTES, readMapFile } from './map-file.js';
import { matched } from './matching.js';

const fileOf = (text: string) => Object.assign(new Blob([text]), { name: 'map.geojson' });
const ring: [number, number][] = [
  [113, 34],
  [114, 34],
  [114, 35],
  [113, 34],
];
const feature = (office: unknown, geometry: unknown = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties: { office },
  geometry,
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const offices = [
  { id: '1', code: 'nc', name: '南曹办事处', nameEn: 'Nancao' },
  { id: '2', code: 'sl', name: '十八里河办事处', nameEn: 'Shilihe' },
];

describe('a map’s file', () => {
  it.each([
    ['tooLarge', ' '.repeat(MAX_BYTES + 1)],
    ['notJson', 'PK\u0003\u0004'],
    ['notJson', '{"type": "FeatureCollection", '],
    ['notCollection', '[]'],
    ['notCollection', 'null'],
    ['notCollection', '{"type":"Feature"}'],
    ['notCollection', '{"type":"FeatureCollection","features":{}}'],
    ['noFeatures', '{"type":"FeatureCollection","features":[]}'],
  ])('is %s', async (why, text) => {
    expect(await readMapFile(fileOf(text))).toBe(why);
  });

  it('is read whatever its features hold, and what is no point is not drawn', async () => {
    const text = collection(
      feature('nc'),
      null,
      feature(7, { type: 'Point', coordinates: [1, 2] }),
      feature('x', { type: 'Polygon', coordinates: [[[1, 2], ['a', 2], [3], [4, 5]]] }),
    );
    expect(await readMapFile(fileOf(`\uFEFF${text}`))).toMatchObject({
      fileName: 'map.geojson',
      body: JSON.parse(text) as object,
      features: [
        { number: 1, office: 'nc', name: 'nc', polygons: [[ring]] },
        { number: 2, office: '', name: '', polygons: [] },
        { number: 3, office: '', polygons: [] },
        { number: 4, office: 'x', polygons: [[[[1, 2], [4, 5]]]] }, // prettier-ignore
      ],
    });
  });

  it('written from the map holds every region under its office’s full name', () => {
    const map = { version: 3, regions: [{ office: offices[0]!, polygons: [[ring]] }] };
    expect(geoJsonOf(map as never)).toEqual({
      type: 'FeatureCollection',
      features: [feature('南曹办事处', { type: 'MultiPolygon', coordinates: [[ring]] })],
    });
  });
});

it('regions are matched by code or full name; the second of an office, the stranger and the office without are told', async () => {
  const file = await readMapFile(
    fileOf(collection(feature('nc'), feature('南曹办事处'), feature('南曹'), feature(undefined))),
  );
  if (typeof file === 'string') throw new Error(file);
  const { matches, without } = matched(file.features, offices);
  expect(matches.map(({ office, again }) => [office?.id ?? null, again])).toEqual([
    ['1', null],
    ['1', 1],
    [null, null],
    [null, null],
  ]);
  expect(without.map(({ id }) => id)).toEqual(['2']);
});
