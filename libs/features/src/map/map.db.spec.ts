import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { mapBody } from './map.dto.js';
import { MapService } from './map.service.js';

let town: SmallDistrict;
let maps: MapService;

beforeAll(async () => {
  town = await createSmallDistrict();
  maps = new MapService(town.at('2023-03-10T10:00:00+08:00'));
}, 60_000);
afterAll(() => town.close());

const ring = [
  [113, 34],
  [114, 34],
  [114, 35],
  [113, 34],
];
const bodyOf = (office: string) =>
  mapBody.parse({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { office }, geometry: { type: 'Polygon', coordinates: [ring] } }],
  });

it('a map is replaced whole by who saw the last one, and a wrong one changes nothing', async () => {
  const admin = town.as('systemAdmin');
  expect(await maps.one(admin)).toEqual({ version: 0, regions: [] });
  const first = await maps.replace(admin, 0, bodyOf('office'));
  expect(first).toMatchObject({ version: 1, regions: [{ office: { id: town.units.office }, polygons: [[ring]] }] });
  await expect(maps.replace(admin, 0, bodyOf('otherOffice'))).rejects.toMatchObject({
    refusal: { code: 'map.version_conflict' },
  });
  await expect(maps.replace(admin, 1, bodyOf('nowhere'))).rejects.toMatchObject({
    refusal: { code: 'map.office_unknown' },
  });
  expect(await maps.one(town.as('office'))).toEqual(first);
  expect(await maps.replace(admin, 1, bodyOf('otherOffice'))).toMatchObject({
    version: 2,
    regions: [{ office: { id: town.units.otherOffice } }],
  });
});
