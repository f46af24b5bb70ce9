import type { CellValue } from 'exceljs';
import { parsePlainDate, yearOf, type PlainDate } from '#domain/calendar/index.js';
import type { FaultCode, SheetFault } from './sheet-fault.js';

/** What is wrong with one cell. */
export interface CellFault {
  readonly code: FaultCode;
  readonly args: SheetFault['args'];
}
export type Read<T> = { readonly value: T } | { readonly fault: CellFault };

const wrong = (code: FaultCode, args: SheetFault['args'] = {}): { fault: CellFault } => ({ fault: { code, args } });

/** One column of a sheet: its head, and how a cell that holds something is read. */
export interface Column<T = unknown> {
  readonly header: string;
  readonly required: boolean;
  readonly width: number;
  /** What helps to fill it in; stands in the template. */
  readonly hint: string;
  /** What may be chosen, when the choice is a short list. */
  readonly choices?: readonly string[];
  readonly read: (cell: PlainCell) => Read<T>;
}

/** A cell with everything peeled off that makes no difference to what it says. */
export type PlainCell = string | number | boolean | PlainDate | Date;

interface ColumnParts {
  readonly header: string;
  readonly required?: boolean;
  readonly width?: number;
  readonly hint?: string;
}
const parts = ({ header, required = false, width = 14, hint = '' }: ColumnParts) => ({ header, required, width, hint });

/** Postgres takes neither the character NUL nor half a surrogate pair; other control characters are a slip of a paste. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Surrogate}]/u;

export function textColumn({ max, ...of }: ColumnParts & { max: number }): Column<string> {
  return { ...parts(of), read: (cell) => readText(cell, max) };
}

function readText(cell: PlainCell, max: number): Read<string> {
  if (cell instanceof Date || typeof cell === 'boolean') return wrong('not_text');
  const text = String(cell).trim();
  if (UNSTORABLE.test(text)) return wrong('unstorable_text');
  return text.length > max ? wrong('too_long', { max, length: text.length }) : { value: text };
}

/** One of a list, by what people call it. */
export function choiceColumn<T extends string>({
  choices,
  ...of
}: ColumnParts & { choices: Readonly<Record<string, T>> }): Column<T> {
  const names = Object.keys(choices);
  return {
    ...parts(of),
    choices: names,
    read: (cell) => {
      const name = String(cell).trim();
      return Object.hasOwn(choices, name)
        ? { value: choices[name]! }
        : wrong('unknown_choice', { choices: names.join('、') });
    },
  };
}

/** Money in 万元 with at most four decimals, so that it is whole yuan: `1,234.5` is 12,345,000 yuan. */
export function moneyColumn({ max, ...of }: ColumnParts & { max: number }): Column<number> {
  return {
    ...parts({ width: 16, ...of }),
    read: (cell) => {
      const text = decimalText(cell);
      if (text === undefined) return wrong('not_a_number');
      const [, minus, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)!;
      const decimals = fraction.replace(/0+$/, '');
      if (minus && Number(text) !== 0) return wrong('negative');
      if (decimals.length > 4) return wrong('not_whole_yuan');
      const yuan = Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'));
      return yuan > max ? wrong('out_of_range', { min: 0, max: max / 10_000 }) : { value: yuan };
    },
  };
}

export function numberColumn({
  min,
  max,
  whole = false,
  ...of
}: ColumnParts & { min: number; max: number; whole?: boolean }): Column<number> {
  return {
    ...parts(of),
    read: (cell) => {
      const text = decimalText(cell);
      if (text === undefined) return wrong('not_a_number');
      const value = Number(text);
      if (whole && !Number.isInteger(value)) return wrong('not_whole');
      return value < min || value > max ? wrong('out_of_range', { min, max }) : { value };
    },
  };
}

/** The first and the last year that the calendar knows. */
const YEARS = { min: 2000, max: 2100 };

export function dateColumn(of: ColumnParts): Column<PlainDate> {
  return {
    ...parts(of),
    read: (cell) => {
      const date = dateIn(cell);
      if (date === undefined) return wrong('not_a_date');
      const year = yearOf(date);
      return year < YEARS.min || year > YEARS.max ? wrong('out_of_range', YEARS) : { value: date };
    },
  };
}

/** Excel keeps a day as midnight without a zone, which comes out as UTC; people also type it in one of these ways. */
function dateIn(cell: PlainCell): PlainDate | undefined {
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? undefined : parsePlainDate(cell.toISOString().slice(0, 10));
  const typed = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(String(cell).trim());
  if (!typed) return undefined;
  const [, year, month, day] = typed;
  return parsePlainDate(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
}

/** A number as plain decimal text; what Excel computed is taken at the 15 digits it shows. */
function decimalText(cell: PlainCell): string | undefined {
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell) || Math.abs(cell) >= 1e15) return undefined;
    const rounded = Number(cell.toPrecision(15));
    const text = String(rounded);
    return text.includes('e') ? rounded.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
  }
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim().replace(/[,，\s]/g, '');
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(text) ? text : undefined;
}

/**
 * What a cell says: undefined when it is empty, a fault when it holds a formula or an error, since what a formula
 * comes to depends on what else the file holds.
 */
export function plainCell(value: CellValue): PlainCell | undefined | { fault: CellFault } {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value;
  if ('formula' in value || 'sharedFormula' in value) return wrong('formula');
  if ('error' in value) return wrong('error_value', { error: value.error });
  if ('richText' in value) return plainCell(value.richText.map(({ text }) => text).join(''));
  if ('hyperlink' in value) return plainCell(value.text as CellValue);
  return wrong('not_text');
}

/** As a fault shows what it found. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('formula' in value) return `=${value.formula}`;
  if ('sharedFormula' in value) return `=${value.sharedFormula}`;
  if ('error' in value) return value.error;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return cellText(value.text as CellValue);
  return '';
}
