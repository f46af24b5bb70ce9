import exceljs, { type Row, type Worksheet } from 'exceljs';
import { cellText, plainCell, type Column } from './sheet-cells.js';
import { UnreadableSheetError, faultOfFile, shown, type FaultCode, type SheetFault } from './sheet-fault.js';
import { guardWorkbook } from './sheet-guard.js';

export const MAX_ROWS = 20_000;

/** The columns of a kind of sheet, by the key that the code uses. */
export type Columns = Readonly<Record<string, Column>>;
type ValueOf<C> = C extends Column<infer T> ? T : never;
/** What a row says; null where it says nothing, or nothing that could be read. */
export type ValuesOf<C extends Columns> = { readonly [K in keyof C]: ValueOf<C[K]> | null };

export interface SheetRow<C extends Columns> {
  /** As the sheet numbers it. */
  readonly row: number;
  readonly values: ValuesOf<C>;
  /** Which of its cells were found wrong; a rule about several cells keeps silent where one of them is. */
  readonly wrong: ReadonlySet<keyof C>;
}

export interface SheetTable<C extends Columns> {
  readonly sheet: string;
  readonly rows: readonly SheetRow<C>[];
  readonly faults: readonly SheetFault[];
  /** A fault of one cell of it, as later rules find them. */
  fault(row: SheetRow<C>, key: keyof C, code: FaultCode, args?: SheetFault['args']): SheetFault;
}

/** What a sheet is called and made of. */
export interface SheetForm<C extends Columns> {
  readonly sheet: string;
  readonly columns: C;
  /** Heads that an export has for reading and an import passes over, each with where it is entered instead. */
  readonly passedOver: Readonly<Record<string, string>>;
}

/**
 * Reads a sheet whole, and finds everything that can be found wrong cell by cell. Empty rows are passed over.
 * @throws UnreadableSheetError when the file as a whole, or its head, cannot be taken
 */
export async function readSheet<C extends Columns>(file: Buffer, form: SheetForm<C>): Promise<SheetTable<C>> {
  await guardWorkbook(file);
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(file as unknown as ArrayBuffer, {
      ignoreNodes: ['dataValidations', 'conditionalFormatting'],
    });
  } catch {
    throw new UnreadableSheetError(faultOfFile('not_a_workbook'));
  }
  const worksheet =
    workbook.getWorksheet(form.sheet) ?? (workbook.worksheets.length === 1 ? workbook.worksheets[0] : undefined);
  if (!worksheet) throw new UnreadableSheetError(faultOfFile('sheet_missing', { sheet: form.sheet }));
  if (worksheet.actualRowCount > MAX_ROWS + 1)
    throw new UnreadableSheetError(faultOfFile('too_many_rows', { max: MAX_ROWS }, worksheet.name));
  return tableOf(worksheet, form);
}

function tableOf<C extends Columns>(worksheet: Worksheet, form: SheetForm<C>): SheetTable<C> {
  const places = placesOf(worksheet, form);
  const headerOf = (key: keyof C): string => form.columns[key]!.header;
  const foundFaults: SheetFault[] = [];
  const rows: SheetRow<C>[] = [];
  const faultAt = (
    row: number,
    key: keyof C,
    code: FaultCode,
    args: SheetFault['args'],
    value: string | null,
  ): SheetFault => ({
    sheet: worksheet.name,
    row,
    column: places.has(key) ? worksheet.getColumn(places.get(key)!).letter : null,
    header: headerOf(key),
    code,
    args,
    value: value === null || value === '' ? null : shown(value),
  });
  worksheet.eachRow((line, number) => {
    if (number === 1 || isEmpty(line, [...places.values()])) return;
    const wrong = new Set<keyof C>();
    const values: Record<string, unknown> = {};
    for (const [key, column] of Object.entries(form.columns)) {
      const raw = places.has(key) ? line.getCell(places.get(key)!).value : null;
      const read = readCell(column, raw);
      values[key] = 'value' in read ? read.value : null;
      if (!('fault' in read)) continue;
      wrong.add(key);
      foundFaults.push(faultAt(number, key, read.fault.code, read.fault.args, cellText(raw)));
    }
    rows.push({ row: number, values: values as ValuesOf<C>, wrong });
  });
  if (rows.length === 0) throw new UnreadableSheetError(faultOfFile('no_rows', {}, worksheet.name));
  return {
    sheet: worksheet.name,
    rows,
    faults: foundFaults,
    fault: ({ row }, key, code, args = {}) =>
      faultAt(
        row,
        key,
        code,
        args,
        places.has(key) ? cellText(worksheet.getRow(row).getCell(places.get(key)!).value) : null,
      ),
  };
}

function readCell(column: Column, raw: Parameters<typeof plainCell>[0]) {
  const plain = plainCell(raw);
  if (plain === undefined)
    return column.required ? { fault: { code: 'required' as const, args: {} } } : { value: null };
  if (typeof plain === 'object' && 'fault' in plain) return plain;
  return column.read(plain);
}

const isEmpty = (line: Row, places: readonly number[]): boolean =>
  places.every((place) => plainCell(line.getCell(place).value) === undefined);

/** Where each column stands, by its head. A head that nobody knows is refused: what it says would be lost in silence. */
function placesOf<C extends Columns>(worksheet: Worksheet, form: SheetForm<C>): Map<keyof C, number> {
  const keys = new Map(Object.entries(form.columns).map(([key, { header }]) => [header, key]));
  const places = new Map<keyof C, number>();
  worksheet.getRow(1).eachCell((cell, place) => {
    const header = cellText(cell.value)
      .replace(/[*＊\s]+$/, '')
      .trim();
    if (header === '' || Object.hasOwn(form.passedOver, header)) return;
    const key = keys.get(header);
    const refuse = (code: FaultCode) => {
      throw new UnreadableSheetError({
        sheet: worksheet.name,
        row: 1,
        column: worksheet.getColumn(place).letter,
        header: shown(header),
        code,
        args: {},
        value: shown(header),
      });
    };
    if (key === undefined) refuse('column_unknown');
    else if (places.has(key)) refuse('column_twice');
    else places.set(key, place);
  });
  const missing = Object.entries(form.columns).find(([key, { required }]) => required && !places.has(key));
  if (missing)
    throw new UnreadableSheetError(faultOfFile('column_missing', { header: missing[1].header }, worksheet.name));
  return places;
}
