import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { can, type Actor, type CommandContext } from '#domain/access/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { admitVisit, mayChangeVisit, type AdmittedVisit } from '#domain/visit/index.js';
import { recordAudit } from '#features/audit/index.js';
import { fileFoundOnSite } from '#features/problem/index.js';
import { projectParties, type ProjectParties } from '#features/project/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { personOf, reachOf } from './visit.access.js';
import type { CorrectVisitBody, LogVisitBody, VisitView } from './visit.dto.js';
import { selectVisit } from './visit.queries.js';
import { visitFor } from './visit.reader.js';
import {
  contractTerms,
  correctVisit,
  insertAddendum,
  insertVisit,
  insertVisitProblems,
  loadVisit,
  loadVisitForUpdate,
  withdrawVisit,
  type VisitRow,
} from './visit.repository.js';

/** A title for who dictated only one text: its first sentence, or as much as a list shows. */
const TITLE_LENGTH = 40;

/** What a leader or the principal does with visits: each act one transaction, permission before any effect. */
@Injectable()
export class VisitService {
  constructor(private readonly database: Database) {}

  /**
   * Logs a visit and files what was found, in one act. A device that sends the same visit again (its `id`) gets the visit
   * as it is, whether or not its first request is still remembered.
   * Refusals: `project.not_found` (also out of reach), `visit.id_taken`, those of `admitVisit` and of filing.
   */
  async log(context: CommandContext, body: LogVisitBody): Promise<VisitView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const known = body.id === undefined ? undefined : await loadVisit(tx, body.id);
      if (known) return sameVisit(tx, by, known, body);
      const project = (await projectParties(tx, [body.projectId])).get(body.projectId);
      if (!project) throw new RefusedError({ code: 'project.not_found', args: { field: 'projectId' } });
      const times = { visitedAt: body.visitedAt, loggedAt: body.loggedAt ?? tx.now };
      const judged = admitVisit(times, by, await contractTerms(tx, body.projectId), tx.now);
      if (!judged.ok && judged.refusal.code === 'visit.not_your_project' && !mayRead(by, project, tx.districtId))
        throw new RefusedError({ code: 'project.not_found', args: { field: 'projectId' } }, 'access.out_of_reach');
      const admitted = valueOf(judged);
      const visitId = body.id ?? newId();
      if (!(await insertVisit(tx, rowOf(visitId, by, body, admitted, tx.now))))
        return sameVisit(tx, by, (await loadVisit(tx, visitId))!, body);
      const { visitedAt, visitedAs } = admitted;
      const found = body.problems.map((each) => ({ ...each, title: each.title ?? titleOf(each.description) }));
      const filed = await fileFoundOnSite(tx, by, project, { visitId, visitedAt, visitedAs }, found);
      await insertVisitProblems(
        tx,
        visitId,
        filed.map(({ id }, n) => ({ problemId: id, way: found[n]!.proceeding.way })),
      );
      await finish(tx, 'visit.log', visitId, 1, {
        projectId: body.projectId,
        visitedOn: admitted.visitedOn,
        arrivedLate: admitted.arrivedLate,
        afterHandOver: admitted.afterHandOver,
        problems: filed.map(({ number }) => number),
      });
      return visitFor(tx, by, visitId);
    });
  }

  /** Refusals: `visit.not_found`, `visit.version_conflict`, those of `mayChangeVisit`. */
  async correct(context: CommandContext, visitId: string, seen: number, body: CorrectVisitBody): Promise<VisitView> {
    return this.change(context, visitId, 'correct', seen, async (tx, before) => {
      const { location } = body;
      await correctVisit(tx, before, {
        condition: body.condition,
        seen: body.seen,
        latitude: location?.latitude ?? null,
        longitude: location?.longitude ?? null,
        accuracyMetres: location?.accuracyMetres ?? null,
      });
      await finish(tx, 'visit.correct', visitId, before.version + 1);
    });
  }

  /** Adds to what a visit says; what it said stays. */
  async add(context: CommandContext, visitId: string, text: string): Promise<VisitView> {
    return this.change(context, visitId, 'add', null, async (tx, { version }) => {
      await insertAddendum(tx, visitId, text);
      await finish(tx, 'visit.add', visitId, version);
    });
  }

  /** A mistaken visit counts no more; it stays to be seen, with the reason. */
  async withdraw(context: CommandContext, visitId: string, seen: number, reason: string): Promise<VisitView> {
    return this.change(context, visitId, 'withdraw', seen, async (tx, before) => {
      await withdrawVisit(tx, before, reason);
      await finish(tx, 'visit.withdraw', visitId, before.version + 1, { reason });
    });
  }

  private change(
    context: CommandContext,
    visitId: string,
    act: 'correct' | 'add' | 'withdraw',
    seen: number | null,
    write: (tx: Tx, before: VisitRow) => Promise<void>,
  ): Promise<VisitView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const before = await changeable(tx, by, visitId, act, seen);
      await write(tx, before);
      return visitFor(tx, by, visitId);
    });
  }
}

/** The visit, locked, when this person may do this to it now and has seen its present version. */
export async function changeable(
  tx: Tx,
  by: Actor,
  visitId: string,
  act: 'correct' | 'add' | 'withdraw',
  seen: number | null,
): Promise<VisitRow> {
  const row = await loadVisitForUpdate(tx, visitId);
  if (!row) throw new RefusedError({ code: 'visit.not_found', args: {} });
  if (row.visitorId !== by.personId && !(await selectVisit(tx, reachOf(by), { kind: 'none' }, visitId)))
    throw new RefusedError({ code: 'visit.not_found', args: {} }, 'access.out_of_reach');
  if (seen !== null && row.version !== seen) {
    const { version, condition, seen: words, withdrawnAt } = row;
    throw new VersionConflictError('visit', {
      id: visitId,
      version,
      condition,
      seen: words,
      withdrawn: withdrawnAt !== null,
    });
  }
  valueOf(mayChangeVisit(row, act, by.personId, tx.now));
  return row;
}

/** What every act on a visit leaves behind it. */
export async function finish(
  tx: Tx,
  action: string,
  visitId: string,
  version: number,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await announceChange(tx, { subject: 'visit', id: visitId, version });
  await recordAudit(tx, [{ action, subjectKind: 'visit', subjectId: visitId, detail: { version, ...detail } }]);
}

/** A device that never heard our answer sends its visit again. */
async function sameVisit(tx: Tx, by: Actor, known: VisitRow, body: LogVisitBody): Promise<VisitView> {
  if (known.visitorId !== by.personId || known.projectId !== body.projectId)
    throw new RefusedError({ code: 'visit.id_taken', args: { field: 'id' } });
  return visitFor(tx, by, known.visitId);
}

function mayRead(by: Actor, project: ProjectParties, districtId: string): boolean {
  const departmentIds = [project.leadDepartmentId, ...project.assistingDepartmentIds].filter((id) => id !== null);
  const { officeId, leaderId, companyId } = project;
  return can(by, 'project.read', { districtId, officeId, leaderId, companyId, departmentIds });
}

function rowOf(
  visitId: string,
  by: Actor,
  { projectId, condition, seen, location, photosExpected }: LogVisitBody,
  { visitedAs, contractId, visitedAt, visitedOn, loggedAt, arrivedLate, afterHandOver }: AdmittedVisit,
  receivedAt: Tx['now'],
) {
  return {
    visitId,
    projectId,
    visitorId: by.personId,
    ...{ visitedAs, contractId, visitedAt, visitedOn, loggedAt, receivedAt, arrivedLate, afterHandOver },
    ...{ condition, seen, photosExpected },
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
    accuracyMetres: location?.accuracyMetres ?? null,
  };
}

function titleOf(description: string): string {
  const sentence = description.split(/[。！？!?\n]/, 1)[0]!.trim() || description;
  const signs = [...sentence];
  return signs.length <= TITLE_LENGTH ? sentence : `${signs.slice(0, TITLE_LENGTH - 1).join('')}…`;
}
