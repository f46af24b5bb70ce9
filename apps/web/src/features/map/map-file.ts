import type { DistrictMap, MapBody } from '#api-client/types.gen.js';

/** What a request may hold at most; the server takes no more. */
export const MAX_BYTES = 1024 * 1024;

export type Unreadable = 'tooLarge' | 'notJson' | 'notCollection' | 'noFeatures';

/** A feature of a file, as far as it can be made out: a file that somebody wrote may hold anything. */
export interface MapFeature {
  /** Counted from 1, as people count. */
  readonly number: number;
  /** What its `office` says; empty when it says nothing. */
  readonly office: string;
  /** What it is called: by its office, else by its name. */
  readonly name: string;
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

export interface MapFile {
  readonly fileName: string;
  /** The file as it is: whether it holds together is for the server to say. */
  readonly body: MapBody;
  readonly features: readonly MapFeature[];
}

/** A GeoJSON as it was chosen, or why it is none. */
export async function readMapFile(file: Blob & { readonly name: string }): Promise<MapFile | Unreadable> {
  if (file.size > MAX_BYTES) return 'tooLarge';
  const parsed = parse(await file.text());
  if (parsed === undefined) return 'notJson';
  if (!isObject(parsed) || parsed.type !== 'FeatureCollection' || !Array.isArray(parsed.features))
    return 'notCollection';
  const features = (parsed.features as unknown[]).map(featureOf);
  return features.length === 0 ? 'noFeatures' : { fileName: file.name, body: parsed as unknown as MapBody, features };
}

/** The map as a file that can be chosen again: each region says its office's full name. */
export function geoJsonOf(map: DistrictMap): MapBody {
  return {
    type: 'FeatureCollection',
    features: map.regions.map(({ office, polygons }) => ({
      type: 'Feature',
      properties: { office: office.name },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    })),
  };
}

function featureOf(feature: unknown, index: number): MapFeature {
  const { properties, geometry } = isObject(feature) ? feature : {};
  const said = isObject(properties) ? properties : {};
  const office = textOf(said.office);
  return { number: index + 1, office, name: office || textOf(said.name), polygons: polygonsOf(geometry) };
}

function polygonsOf(geometry: unknown): number[][][][] {
  if (!isObject(geometry)) return [];
  const polygons = { Polygon: [geometry.coordinates], MultiPolygon: listOf(geometry.coordinates) }[
    String(geometry.type)
  ];
  return (polygons ?? []).map((rings) => listOf(rings).map((ring) => listOf(ring).filter(isPoint)));
}

const isPoint = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length >= 2 && value.every((each) => Number.isFinite(each));

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Programs of another age begin a file with a mark that JSON does not know. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
