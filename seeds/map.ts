import type { MapRegion } from '#db/schema/index.js';
import { Dice } from './dice.js';
import { officeCodes, officeId, type OfficeCode } from './units.js';

/** A schematic district, not a survey: a warped grid of four by three regions that share their borders. */
const COLUMNS = 4;
const ROWS = 3;
const WEST = 113.66;
const NORTH = 34.77;
const WIDTH = 0.16;
const HEIGHT = 0.13;

type Point = [number, number];

const round = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;

/** A corner of the grid, moved a little from where it would be; the same for all regions that meet in it. */
function corner(column: number, row: number): Point {
  const dice = new Dice(`corner-${column}-${row}`);
  const shift = () => (dice.next() - 0.5) * 0.36;
  // Narrower in the north: the old town's streets are the small ones.
  const narrow = 0.72 + (0.28 * row) / ROWS;
  const x = 0.5 + ((column + shift()) / COLUMNS - 0.5) * narrow;
  return [round(WEST + x * WIDTH), round(NORTH - ((row + shift() * 0.8) / ROWS) * HEIGHT)];
}

/** Which cell of the grid is whose. */
function cellOf(office: OfficeCode): { column: number; row: number } {
  const index = officeCodes.indexOf(office);
  return { column: index % COLUMNS, row: Math.floor(index / COLUMNS) };
}

function cornersOf(office: OfficeCode): [Point, Point, Point, Point] {
  const { column, row } = cellOf(office);
  return [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)];
}

/** The demo district's regions. */
export function demoRegions(): MapRegion[] {
  return officeCodes.map((office) => {
    const corners = cornersOf(office);
    return { officeId: officeId(office), polygons: [[[...corners, corners[0]]]] };
  });
}

/** A place well inside an office's region. */
export function placeWithin(office: OfficeCode, dice: Dice): { longitude: number; latitude: number } {
  const [a, b, c, d] = cornersOf(office);
  const [u, v] = [0.14 + dice.next() * 0.72, 0.14 + dice.next() * 0.72];
  const at = (axis: 0 | 1) =>
    a[axis] * (1 - u) * (1 - v) + b[axis] * u * (1 - v) + c[axis] * u * v + d[axis] * (1 - u) * v;
  return { longitude: round(at(0)), latitude: round(at(1)) };
}
