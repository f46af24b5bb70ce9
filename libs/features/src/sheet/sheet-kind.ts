import type { Tx } from '#db/database.js';
import type { Action, Actor } from '#domain/access/index.js';
import type { SheetFault } from './sheet-fault.js';
import { readSheet, type Columns, type SheetForm, type SheetTable } from './sheet-reading.js';

export const sheetKinds = ['ledger', 'plans', 'contracts', 'reports'] as const;
export type SheetKindName = (typeof sheetKinds)[number];

export interface Landed {
  readonly entered: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What a kind of sheet is: how it looks, who may send it, what is checked, what comes of it. */
export interface SheetKind<C extends Columns, Row> {
  readonly form: SheetForm<C>;
  readonly action: Action;
  /** Two lines that show how a row looks; they stand in the template and are never landed. */
  readonly fileName: string;
  check(tx: Tx, actor: Actor, table: SheetTable<C>): Promise<{ faults: SheetFault[]; rows: Row[] }>;
  land(tx: Tx, rows: readonly Row[], onProgress: (done: number) => Promise<void>): Promise<Landed>;
}

/** A sheet that was read, waiting for its transaction. */
export interface ReadSheet {
  readonly rows: number;
  /** Checks it against the district as it is, and answers how to land it when nothing is wrong. */
  check(
    tx: Tx,
    actor: Actor,
  ): Promise<
    | { readonly faults: readonly SheetFault[] }
    | { readonly land: (onProgress: (done: number) => Promise<void>) => Promise<Landed> }
  >;
}

export interface AnySheetKind {
  readonly form: SheetForm<Columns>;
  readonly action: Action;
  readonly fileName: string;
  /** @throws UnreadableSheetError */
  read(file: Buffer): Promise<ReadSheet>;
}

/** Ties a kind's columns, rows and landing together, so that the rest of the house need not know their types. */
export function sheetKind<C extends Columns, Row>(kind: SheetKind<C, Row>): AnySheetKind {
  return {
    form: kind.form,
    action: kind.action,
    fileName: kind.fileName,
    read: async (file) => {
      const table = await readSheet(file, kind.form);
      return {
        rows: table.rows.length,
        check: async (tx, actor) => {
          const { faults, rows } = await kind.check(tx, actor, table);
          const all = oncePerCell(inOrder([...table.faults, ...faults]));
          return all.length > 0 ? { faults: all } : { land: (onProgress) => kind.land(tx, rows, onProgress) };
        },
      };
    },
  };
}

const inOrder = (faults: SheetFault[]): SheetFault[] =>
  faults.sort(
    (a, b) =>
      (a.row ?? 0) - (b.row ?? 0) ||
      (a.column ?? '').length - (b.column ?? '').length ||
      ((a.column ?? '') < (b.column ?? '') ? -1 : 1),
  );

/** A cell is wrong once: the first thing found is the one to mend. */
const oncePerCell = (faults: SheetFault[]): SheetFault[] =>
  faults.filter(
    ({ row, column }, index) =>
      row === null || faults.findIndex((other) => other.row === row && other.column === column) === index,
  );
