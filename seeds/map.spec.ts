import { describe, expect, it } from '@jest/globals';
import { Dice } from './dice.js';
import { demoRegions, placeWithin } from './map.js';
import { officeCodes, officeId } from './units.js';

/** Even-odd rule. */
function isInside([x, y]: readonly [number, number], ring: readonly number[][]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number];
    const [xj, yj] = ring[j] as [number, number];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

describe('the demo map', () => {
  const regions = new Map(demoRegions().map(({ officeId: id, polygons }) => [id, polygons[0]![0]!]));

  it('has a region for each of the twelve offices, and borders that neighbours share', () => {
    expect([...regions.keys()].sort()).toEqual(officeCodes.map(officeId).sort());
    // Twenty corners of a grid of four by three, each region closed by its first corner.
    const corners = [...regions.values()].flatMap((ring) => ring.slice(1).map(String));
    expect(new Set(corners).size).toBe(20);
  });

  it('puts every project within the region of its office, and of no other', () => {
    for (const office of officeCodes)
      for (let n = 0; n < 60; n++) {
        const { longitude, latitude } = placeWithin(office, new Dice(`place-${office}-${n}`));
        const within = [...regions].filter(([, ring]) => isInside([longitude, latitude], ring)).map(([id]) => id);
        expect(within).toEqual([officeId(office)]);
      }
  });
});
