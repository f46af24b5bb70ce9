import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { can, type Actor, type CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { recordAudit } from '#features/audit/index.js';
import { actorOfPerson } from '#features/identity/index.js';
import { outbox } from '#jobs/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { z } from 'zod';
import { UnreadableSheetError, type SheetFault } from './sheet-fault.js';
import {
  fileOfImport,
  insertImport,
  lockImport,
  selectImport,
  selectImports,
  setImport,
  type SheetImportRow,
} from './sheet-import.repository.js';
import type { ReadSheet, SheetKindName } from './sheet-kind.js';
import { kindsOfSheet } from './sheet-kinds.js';
import { sheetImportJob } from './sheet.jobs.js';

/** Nobody reads more than these; how many there are is said beside them. */
const FAULTS_KEPT = 1_000;

/**
 * Sheets come in by three steps: taken in (kept, promised to be worked on), checked whole, landed whole in one
 * transaction. While the last one runs its progress is told by transactions of its own.
 */
@Injectable()
export class SheetImportService {
  constructor(private readonly database: Database) {}

  /** Keeps the file and promises to check it; with `checkOnly` it then waits for a second word. */
  async takeIn(
    context: CommandContext,
    sent: { kind: SheetKindName; fileName: string; content: Buffer; checkOnly: boolean },
  ): Promise<SheetImportRow> {
    return this.database.transaction(context, async (tx) => {
      const actor = personOf(context);
      const { action } = kindsOfSheet[sent.kind];
      if (!mayEver(actor, action)) throw new RefusedError({ code: 'access.denied', args: { action } });
      const importId = newId();
      const sha256 = createHash('sha256').update(sent.content).digest('hex');
      await insertImport(tx, { ...sent, importId, sha256, createdBy: actor.personId });
      await outbox.add(tx, sheetImportJob, { importId }, { key: `${importId} check` });
      const detail = { kind: sent.kind, fileName: sent.fileName, sha256, bytes: sent.content.length };
      await recordAudit(tx, [{ action: 'sheet.take-in', subjectKind: 'sheet', subjectId: importId, detail }]);
      return (await selectImport(tx, importId))!;
    });
  }

  /** The second word: what was found right is landed. It is checked once more, for the district may have changed. */
  async confirm(context: CommandContext, importId: string): Promise<SheetImportRow> {
    return this.database.transaction(context, async (tx) => {
      const row = await lockImport(tx, importId);
      if (row?.createdBy !== personOf(context).personId) throw new RefusedError({ code: 'sheet.not_found', args: {} });
      if (row.state !== 'checked') throw new RefusedError({ code: 'sheet.not_checked', args: { state: row.state } });
      await setImport(tx, importId, { state: 'waiting', checkOnly: false });
      await outbox.add(tx, sheetImportJob, { importId }, { key: `${importId} land` });
      return (await selectImport(tx, importId))!;
    });
  }

  async one(context: CommandContext, importId: string): Promise<SheetImportRow> {
    return this.database.read(context, async (tx) => {
      const row = await selectImport(tx, importId);
      if (row?.createdBy !== personOf(context).personId) throw new RefusedError({ code: 'sheet.not_found', args: {} });
      return row;
    });
  }

  async mine(
    context: CommandContext,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<Page<SheetImportRow>> {
    const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0];
    const found = await this.database.read(context, (tx) =>
      selectImports(tx, personOf(context).personId, before, limit),
    );
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? encodeCursor([items.at(-1)!.importId]) : null };
  }

  /** The promised work. Repeated after a crash, it begins anew: until the landing commits nothing of it is there. */
  async work(context: CommandContext, importId: string): Promise<void> {
    const begun = await this.database.transaction(context, async (tx) => {
      const row = await selectImport(tx, importId);
      if (!row || !['waiting', 'checking', 'landing'].includes(row.state)) return undefined;
      await setImport(tx, importId, { state: 'checking', done: 0 });
      return { row, file: await fileOfImport(tx, importId), actor: await actorOfPerson(tx, row.createdBy) };
    });
    if (!begun) return;
    const { row, file, actor } = begun;
    if (!file || !actor) return this.finish(context, importId, { state: 'failed' });
    let sheet: ReadSheet;
    try {
      sheet = await kindsOfSheet[row.kind].read(file);
    } catch (error) {
      if (!(error instanceof UnreadableSheetError)) throw error;
      return this.refuse({ ...context, actor }, row, [error.fault]);
    }
    await this.say(context, importId, { total: sheet.rows });
    const faults = await this.checkAndLand({ ...context, actor }, row, sheet);
    if (faults) await this.refuse({ ...context, actor }, row, faults);
  }

  /** One transaction from the check to the last row. Answers what is wrong, having done nothing then. */
  private async checkAndLand(
    context: CommandContext & { actor: Actor },
    row: SheetImportRow,
    sheet: ReadSheet,
  ): Promise<readonly SheetFault[] | undefined> {
    const { importId } = row;
    return this.database.transaction(context, async (tx) => {
      const checked = await sheet.check(tx, context.actor);
      if ('faults' in checked) return checked.faults;
      if (row.checkOnly) {
        await setImport(tx, importId, { state: 'checked', done: sheet.rows, total: sheet.rows });
        return undefined;
      }
      await this.say(context, importId, { state: 'landing', done: 0, total: sheet.rows });
      const summary = await checked.land((done) => this.say(context, importId, { done }));
      await setImport(tx, importId, { ...over(tx), state: 'landed', done: sheet.rows, summary });
      const detail = { kind: row.kind, sha256: row.sha256, ...summary };
      await recordAudit(tx, [{ action: 'sheet.land', subjectKind: 'sheet', subjectId: importId, detail }]);
      return undefined;
    });
  }

  private async refuse(context: CommandContext, row: SheetImportRow, faults: readonly SheetFault[]): Promise<void> {
    await this.database.transaction(context, async (tx) => {
      await setImport(tx, row.importId, {
        ...over(tx),
        state: 'refused',
        faults: faults.slice(0, FAULTS_KEPT),
        faultCount: faults.length,
      });
      const detail = { kind: row.kind, sha256: row.sha256, faults: faults.length };
      await recordAudit(tx, [
        {
          action: 'sheet.refuse',
          subjectKind: 'sheet',
          subjectId: row.importId,
          result: 'refused',
          code: 'sheet.faulty',
          detail,
        },
      ]);
    });
  }

  private finish(context: CommandContext, importId: string, change: { state: 'failed' }): Promise<void> {
    return this.database.transaction(context, (tx) => setImport(tx, importId, { ...over(tx), ...change }));
  }

  /** Told while the work goes on, beside its transaction. */
  private say(context: CommandContext, importId: string, change: Parameters<typeof setImport>[2]): Promise<void> {
    return this.database.transaction(context, (tx) => setImport(tx, importId, change));
  }
}

const over = (tx: Tx) => ({ finishedAt: tx.now, content: null });

function personOf({ actor }: CommandContext): Actor {
  if (actor.kind !== 'person') throw new RefusedError({ code: 'access.denied', args: {} });
  return actor;
}

/** Whether some row could be theirs; each row is looked at by itself later. */
const mayEver = (actor: Actor, action: Parameters<typeof can>[1]): boolean =>
  can(actor, action, {
    districtId: actor.districtId,
    officeId: actor.unitId,
    leaderId: actor.personId,
    companyId: actor.companyId,
    ownerId: actor.personId,
  });
