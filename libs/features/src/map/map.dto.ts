import { z } from 'zod';
import { zId, zText } from '#platform/http/index.js';

const zPoint = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const zPolygon = z.array(z.array(zPoint).max(20_001)).min(1).max(100);

/** GeoJSON (RFC 7946), as mapping programs write it: names and other members they add are taken and not kept. */
export const mapBody = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    name: z.unknown().optional(),
    crs: z.unknown().optional(),
    bbox: z.unknown().optional(),
    features: z
      .array(
        z.object({
          type: z.literal('Feature'),
          properties: z.object({ office: zText(100).meta({ description: "The office's code or full name." }) }),
          geometry: z.discriminatedUnion('type', [
            z.object({ type: z.literal('Polygon'), coordinates: zPolygon }),
            z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(zPolygon).min(1).max(100) }),
          ]),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'MapBody', description: 'The offices as regions, in GeoJSON; coordinates are longitude, latitude.' });
export type MapBody = z.output<typeof mapBody>;

export const mapView = z
  .object({
    version: z.int().meta({ description: '0: there is no map yet.' }),
    regions: z.array(
      z.object({
        office: z.object({ id: zId, name: z.string(), nameEn: z.string() }),
        polygons: z.array(zPolygon).meta({ description: 'As the coordinates of a GeoJSON MultiPolygon.' }),
      }),
    ),
  })
  .meta({ id: 'DistrictMap' });
export type MapView = z.output<typeof mapView>;
