/** Why a sheet, or one cell of it, cannot be taken. The wording belongs to the screens. */
export const faultCodes = [
  // of the file
  'not_a_workbook',
  'old_or_locked_workbook',
  'macros',
  'external_links',
  'too_big_unpacked',
  'unsafe_xml',
  'sheet_missing',
  'too_many_rows',
  'no_rows',
  // of its head
  'column_missing',
  'column_twice',
  'column_unknown',
  // of a cell
  'required',
  'formula',
  'error_value',
  'not_text',
  'too_long',
  'unstorable_text',
  'not_a_number',
  'negative',
  'not_whole_yuan',
  'not_whole',
  'out_of_range',
  'not_a_date',
  'unknown_choice',
  'unknown_unit',
  'unknown_project',
  'unknown_person',
  'not_a_leader',
  'shared_name',
  'too_many_names',
  'twice_in_sheet',
  'out_of_reach',
  'before_start',
  'over_total',
  'incomplete_pair',
  'same_department',
  'months_differ_from_year',
  'not_the_projects_office',
  'period_closed',
  'not_a_span',
  'refused',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface SheetFault {
  readonly sheet: string | null;
  /** As the sheet numbers its rows, from 1. */
  readonly row: number | null;
  /** The sheet's own letter of the column. */
  readonly column: string | null;
  /** What stands at the head of the column. */
  readonly header: string | null;
  readonly code: FaultCode;
  readonly args: Readonly<Record<string, string | number>>;
  /** What was found there, cut short. */
  readonly value: string | null;
}

/** The whole file is refused. */
export class UnreadableSheetError extends Error {
  override readonly name = 'UnreadableSheetError';

  constructor(readonly fault: SheetFault) {
    super(fault.code);
  }
}

export function faultOfFile(code: FaultCode, args: SheetFault['args'] = {}, sheet: string | null = null): SheetFault {
  return { sheet, row: null, column: null, header: null, code, args, value: null };
}

const SHOWN = 60;

/** A value as a fault shows it. */
export function shown(value: string): string {
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
