import { describe, expect, it } from '@jest/globals';
import { MAX_POINTS, regionsOf } from './map-regions.js';
import { mapBody } from './map.dto.js';

const offices = [
  { id: 'a', code: 'office-a', name: '甲办事处' },
  { id: 'b', code: 'office-b', name: '乙办事处' },
];
const square = [
  [113, 34],
  [114, 34],
  [114, 35],
  [113, 34],
];
const feature = (office: string, ring: number[][] = square) => ({
  type: 'Feature',
  properties: { office },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const refusal = (...features: unknown[]) => {
  const result = regionsOf(mapBody.parse({ type: 'FeatureCollection', features }), offices);
  return result.ok ? 'taken' : `${result.refusal.code} ${result.refusal.args.field}`;
};

describe('regions from a GeoJSON', () => {
  it('belong to offices by code or full name', () => {
    const multi = { ...feature('乙办事处'), geometry: { type: 'MultiPolygon', coordinates: [[square], [square]] } };
    const result = regionsOf(
      mapBody.parse({ type: 'FeatureCollection', features: [feature('office-a'), multi] }),
      offices,
    );
    expect(result).toEqual({
      ok: true,
      value: [
        { officeId: 'a', polygons: [[square]] },
        { officeId: 'b', polygons: [[square], [square]] },
      ],
    });
  });

  it('are refused with the feature named', () => {
    expect(refusal(feature('office-a'), feature('nowhere'))).toBe('map.office_unknown features.1.properties.office');
    expect(refusal(feature('office-a'), feature('甲办事处'))).toBe('map.office_twice features.1.properties.office');
    expect(refusal(feature('office-a', square.slice(0, 3)))).toBe('map.ring_too_short features.0.geometry');
    expect(refusal(feature('office-a', [...square.slice(0, 3), [113, 35]]))).toBe('map.ring_open features.0.geometry');
    const long = Array.from({ length: MAX_POINTS + 1 }, (_, n) => (n === MAX_POINTS ? [113, 34] : [113 + n / 1e6, 34]));
    expect(refusal(feature('office-a', long))).toBe('map.too_many_points features.0.geometry');
  });

  it('lie on the earth', () => {
    expect(() => refusal(feature('office-a', [[500, 34], ...square.slice(1)]))).toThrow();
  });
});
