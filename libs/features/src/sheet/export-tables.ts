import type { Action } from '#domain/access/index.js';
import type { ExportTable } from './export-table.js';
import * as people from './people.tables.js';
import * as progress from './progress.tables.js';
import * as record from './record.tables.js';
import * as work from './work.tables.js';

/** A table that can be had as a workbook, and what its list asks of a reader: an export asks the same, and shows the same. */
export interface Exportable {
  // What its rows are only its own columns know.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly table: ExportTable<any>;
  readonly list: Action;
}

const of = <Row>(table: ExportTable<Row>, list: Action): Exportable => ({ table, list });

/** Every exportable table. A test walks them over HTTP. */
export const exportTables: readonly Exportable[] = [
  of(progress.projectTable, 'project.read'),
  of(progress.planTable, 'plan.read'),
  of(progress.reportTable, 'report.read'),
  of(progress.reportLineTable, 'report.read'),
  of(progress.closingTable, 'progress.read'),
  of(progress.shortfallTable, 'progress.read'),
  of(progress.cardTable, 'progress.read'),
  of(progress.lookTable, 'progress.read'),
  of(progress.lightTable, 'progress.read'),
  of(progress.resultTable, 'progress.read'),
  of(progress.commitmentTable, 'contract.read'),
  of(work.visitTable, 'visit.read'),
  of(work.problemTable, 'problem.read'),
  of(work.ratingTable, 'rating.read'),
  of(work.meetingTable, 'meeting.read'),
  of(work.agendaTable, 'agenda.read'),
  of(work.decisionTable, 'decision.read'),
  of(work.decisionUnitTable, 'decision.read'),
  of(people.leaveTable, 'leave.write'),
  of(people.userTable, 'user.read'),
  of(record.feedbackTable, 'feedback.read'),
  of(record.auditTable, 'audit.read'),
];
