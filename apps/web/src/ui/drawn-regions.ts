import type { DistrictMap } from '#api-client/types.gen.js';
import { shortOffice } from '../format/unit-names.js';
import type { Language } from '../i18n/i18n.js';
import { nameOf } from '../i18n/use-words.js';
import type { DrawnRegion } from './map-drawing.js';

/** The district's map, ready to be drawn. */
export const drawnRegions = (map: DistrictMap, language: Language): DrawnRegion[] =>
  map.regions.map(({ office, polygons }) => ({
    key: office.id,
    name: shortOffice(nameOf(office, language)),
    polygons,
  }));
