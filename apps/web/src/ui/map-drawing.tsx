import { geoIdentity, geoPath } from 'd3-geo';
import { useMemo, type ReactNode } from 'react';
import './map-drawing.css';

const WIDTH = 320;
const HEIGHT = 280;
const LINE = 10;

export interface DrawnRegion {
  readonly key: string;
  /** What stands in it. */
  readonly name: string;
  /** As the coordinates of a GeoJSON MultiPolygon. */
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
  /** It belongs to nobody we know: drawn hatched by its border. */
  readonly stray?: boolean;
}

/** Where a longitude and a latitude lie in the drawing. */
export type Place = (longitude: number, latitude: number) => readonly [x: number, y: number] | null;

/** Regions with their names; `marks` are drawn on top of them. */
export function MapDrawing({
  label,
  regions,
  marks,
}: {
  label: string;
  regions: readonly DrawnRegion[];
  marks?: (place: Place) => ReactNode;
}) {
  const { place, drawn } = useMemo(() => laidOut(regions), [regions]);
  return (
    <svg className="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {drawn.map(({ key, d, stray }) => (
        <path key={key} className={stray ? 'map-region stray' : 'map-region'} d={d} />
      ))}
      {drawn.map(({ key, name, centre: [x, y] }) =>
        Number.isFinite(x) && Number.isFinite(y) ? (
          <text key={key} className="map-name" x={x} y={y}>
            {linesOf(name).map((line, index, lines) => (
              <tspan key={line} x={x} dy={index === 0 ? -(lines.length - 1) * (LINE / 2) : LINE}>
                {line}
              </tspan>
            ))}
          </text>
        ) : null,
      )}
      {marks?.(place)}
    </svg>
  );
}

/** A long name of several words stands in two lines, or it would reach into the next region. */
function linesOf(name: string): readonly string[] {
  const words = name.split(' ');
  if (name.length <= 10 || words.length === 1) return [name];
  const half = Math.floor(words.length / 2);
  return [words.slice(0, half).join(' '), words.slice(half).join(' ')];
}

/** North is up: what lies further north has the smaller y. The scale of a district needs no globe. */
function laidOut(regions: readonly DrawnRegion[]) {
  const shapes = regions.map(({ polygons }) => ({
    type: 'MultiPolygon' as const,
    coordinates: polygons as number[][][][],
  }));
  const projection = geoIdentity()
    .reflectY(true)
    .fitExtent(
      [
        [6, 6],
        [WIDTH - 6, HEIGHT - 6],
      ],
      { type: 'GeometryCollection', geometries: shapes },
    );
  const path = geoPath(projection);
  const place: Place = (longitude, latitude) => projection([longitude, latitude]);
  const drawn = regions.map((region, index) => {
    const shape = shapes[index]!;
    return { ...region, d: path(shape) ?? '', centre: path.centroid(shape) };
  });
  return { place, drawn };
}
