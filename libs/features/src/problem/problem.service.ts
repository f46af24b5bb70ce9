import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import { can, type Actor, type CommandContext } from '#domain/access/index.js';
import { fileProblem, ladderFor, type ProblemCommand } from '#domain/ladder/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { policyInForce } from '#features/policy/index.js';
import { projectParties, type ProjectParties } from '#features/project/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { laddersPolicy } from './ladders.policy.js';
import { actionOf, mayReach, personOf } from './problem.access.js';
import { filingOf, subjectOf } from './problem.filing.js';
import type { FileProblemBody, StandingView } from './problem.dto.js';
import { applyToLoaded } from './problem.events.js';
import { assertDepartments } from './problem-departments.queries.js';
import { recordFilings } from './problem.recording.js';
import { loadForUpdate, nextNumbers, type LoadedProblem } from './problem.repository.js';
import { standingOf, writtenOut } from './problem.standing.js';

/** A command still to be given its author and what the rows say. */
export type Act = Unsigned<Exclude<ProblemCommand, { type: 'merge' }>>;
type Unsigned<Command> = Command extends ProblemCommand ? Omit<Command, 'by'> : never;

/** What people do with problems: each act one transaction, permission before any effect. */
@Injectable()
export class ProblemService {
  constructor(private readonly database: Database) {}

  /** Refusals: `project.not_found` (also out of reach), `access.denied`, `policy.no_ladder`, the ladder's own. */
  async file(context: CommandContext, body: FileProblemBody): Promise<StandingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const project = await projectToFileFor(tx, by, body.projectId);
      await assertDepartments(tx, {
        leadDepartmentId: body.leadDepartmentId ?? null,
        assistingDepartmentIds: body.assistingDepartmentIds,
      });
      const ladder = ladderFor(await policyInForce(tx, laddersPolicy), body);
      if (!ladder) throw new RefusedError({ code: 'policy.no_ladder', args: {} });
      const calendar = await calendarToCountBy(tx);
      const decision = valueOf(fileProblem(filingOf(by, project, body), ladder, calendar, tx.now));
      const [number] = await nextNumbers(tx, 1);
      const subject = subjectOf(by, project, ladder, number!, body);
      const audit = [{ action: 'problem.file', detail: { projectId: body.projectId } }];
      await recordFilings(tx, [{ subject, project, ladder, decisions: [decision], audit }], calendar);
      return standingOf(decision.problem, number!);
    });
  }

  /**
   * One act on a problem. Refusals, in this order: `problem.not_found` (also out of reach), `access.denied`,
   * `problem.version_conflict` with the present standing, then the ladder's own. `answerWith` is added to the answer.
   */
  async act<Extra extends object = object>(
    context: CommandContext,
    problemId: string,
    seen: number,
    act: Act,
    answerWith: Extra = {} as Extra,
  ): Promise<StandingView & Extra> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const loaded = await loadForUpdate(tx, [problemId]);
      const problem = allowAct(by, act.type, loaded.get(problemId), seen);
      if (act.type === 'assignDepartment')
        await assertDepartments(tx, { leadDepartmentId: act.lead, assistingDepartmentIds: act.assisting });
      if (act.type === 'sendDown')
        await assertDepartments(tx, { leadDepartmentId: act.leadDepartmentId ?? null, assistingDepartmentIds: [] });
      const { after } = await applyToLoaded(tx, loaded, [{ problemId, event: { ...act, by } }]);
      return { ...standingOf(after.get(problemId)!, problem.subject.number), ...answerWith };
    });
  }

  /** A duplicate goes into another problem; both are locked, so that the other cannot be closed meanwhile. */
  async merge(
    context: CommandContext,
    problemId: string,
    seen: number,
    { intoId, reason }: { intoId: string; reason: string },
  ): Promise<StandingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const both = await loadForUpdate(tx, [problemId, intoId]);
      const problem = allowAct(by, 'merge', both.get(problemId), seen);
      const into = both.get(intoId);
      if (!into || !mayReach(by, 'problem.read', into.state))
        throw new RefusedError({ code: 'problem.not_found', args: { field: 'intoId' } });
      const event = {
        type: 'merge',
        by,
        intoId,
        intoStatus: into.state.status,
        intoProjectId: into.state.projectId,
        reason,
      } as const;
      const { after } = await applyToLoaded(tx, new Map([[problemId, problem]]), [{ problemId, event }]);
      return standingOf(after.get(problemId)!, problem.subject.number);
    });
  }
}

async function projectToFileFor(tx: Tx, by: Actor, projectId: string): Promise<ProjectParties> {
  const project = (await projectParties(tx, [projectId])).get(projectId);
  const subject = project && {
    districtId: tx.districtId,
    officeId: project.officeId,
    leaderId: project.leaderId,
    companyId: project.companyId,
    departmentIds: [project.leadDepartmentId, ...project.assistingDepartmentIds].filter((id) => id !== null),
  };
  if (!project || !can(by, 'project.read', subject))
    throw new RefusedError({ code: 'project.not_found', args: { field: 'projectId' } });
  if (!can(by, 'problem.file', subject))
    throw new RefusedError({ code: 'access.denied', args: { action: 'problem.file' } });
  return project;
}

/** The problem, when the actor may do such an act on it and has seen its present version. */
function allowAct(
  by: Actor,
  type: ProblemCommand['type'],
  loaded: LoadedProblem | undefined,
  seen: number,
): LoadedProblem {
  if (!loaded) throw new RefusedError({ code: 'problem.not_found', args: {} });
  if (!mayReach(by, 'problem.read', loaded.state))
    throw new RefusedError({ code: 'problem.not_found', args: {} }, 'access.out_of_reach');
  const action = actionOf[type];
  if (!mayReach(by, action, loaded.state)) throw new RefusedError({ code: 'access.denied', args: { action } });
  const { state, subject } = loaded;
  if (state.version !== seen) throw new VersionConflictError('problem', writtenOut(standingOf(state, subject.number)));
  return loaded;
}
