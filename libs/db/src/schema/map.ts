import { integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';
import { district } from './district.js';

/** One office's region: rings of `[longitude, latitude]`, as GeoJSON has them. */
export interface MapRegion {
  readonly officeId: string;
  readonly polygons: number[][][][];
}

/** The district as the screens draw it: its offices as regions. One row a district. */
export const districtMap = pgTable(
  'district_map',
  {
    districtId: districtId().references(() => district.districtId),
    regions: jsonb('regions').$type<MapRegion[]>().notNull(),
    version: integer('version').notNull().default(1),
    changedBy: uuid('changed_by'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.districtId] })],
);
