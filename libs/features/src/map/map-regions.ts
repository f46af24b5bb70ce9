import { ok, refuse, type Result } from '#domain/refusal.js';
import type { MapRegion } from '#db/schema/index.js';
import type { MapBody } from './map.dto.js';

/** More points than this make a page slow and a map no better. */
export const MAX_POINTS = 20_000;

/**
 * The regions of a GeoJSON, each tied to its office by `properties.office` (the unit's code or full name). Refuses, naming
 * the feature: `map.office_unknown`, `map.office_twice`, `map.ring_open`, `map.ring_too_short`, `map.too_many_points`.
 */
export function regionsOf(
  body: MapBody,
  offices: readonly { readonly id: string; readonly code: string; readonly name: string }[],
): Result<MapRegion[]> {
  const regions: MapRegion[] = [];
  let points = 0;
  for (const [index, { properties, geometry }] of body.features.entries()) {
    const field = `features.${index}`;
    const office = offices.find(({ code, name }) => code === properties.office || name === properties.office);
    if (!office)
      return refuse('map.office_unknown', { field: `${field}.properties.office`, office: properties.office });
    if (regions.some(({ officeId }) => officeId === office.id))
      return refuse('map.office_twice', { field: `${field}.properties.office`, office: properties.office });
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const ring of polygons.flat()) {
      points += ring.length;
      const [first, last] = [ring[0], ring.at(-1)];
      if (ring.length < 4) return refuse('map.ring_too_short', { field: `${field}.geometry` });
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
        return refuse('map.ring_open', { field: `${field}.geometry` });
    }
    if (points > MAX_POINTS) return refuse('map.too_many_points', { field: `${field}.geometry`, max: MAX_POINTS });
    regions.push({ officeId: office.id, polygons });
  }
  return ok(regions);
}
