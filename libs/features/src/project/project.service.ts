import { Injectable } from '@nestjs/common';
import { can, scopeFor, type Action, type CommandContext, type Scope } from '#domain/access/index.js';
import { dateOf } from '#domain/calendar/index.js';
import { RefusedError, type Refusal } from '#domain/refusal.js';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { recordAudit } from '#features/audit/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import type { DepartmentsBody, MilestonesBody, ProjectLedger, ProjectView } from './project.dto.js';
import { selectProject } from './project.queries.js';
import { milestoneIds, replaceMilestones } from './milestone.repository.js';
import { unitsOfKind } from './project-references.queries.js';
import { insertProject, lockProject, raiseVersion, replaceDepartments, updateProject } from './project.repository.js';

/** Changes of the ledger: each one use case, one transaction, one version more. */
@Injectable()
export class ProjectService {
  constructor(private readonly database: Database) {}

  async create(context: CommandContext, ledger: ProjectLedger): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      assertWithinReach(tx, ledger);
      await assertUnits(tx, ledger);
      const projectId = newId();
      if (!(await insertProject(tx, projectId, ledger))) refuse('project.code_taken', { field: 'code' });
      return finish(tx, projectId, 1, 'project.create', { code: ledger.code });
    });
  }

  async change(context: CommandContext, projectId: string, seen: number, ledger: ProjectLedger): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      await lockForChange(tx, 'project.write', projectId, seen);
      assertWithinReach(tx, ledger);
      await assertUnits(tx, ledger);
      if (!(await updateProject(tx, projectId, ledger))) refuse('project.code_taken', { field: 'code' });
      return finish(tx, projectId, await raiseVersion(tx, projectId), 'project.change', { code: ledger.code });
    });
  }

  async setMilestones(
    context: CommandContext,
    projectId: string,
    seen: number,
    { milestones }: MilestonesBody,
  ): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      await lockForChange(tx, 'project.write', projectId, seen);
      const known = await milestoneIds(tx, projectId);
      const today = dateOf(tx.now);
      const given = new Set<string>();
      milestones.forEach(({ id, reachedOn }, index) => {
        if (id !== undefined && (!known.has(id) || given.has(id)))
          refuse('project.milestone_invalid', { field: `milestones.${index}.id` });
        if (id !== undefined) given.add(id);
        if (reachedOn !== null && reachedOn > today)
          refuse('project.milestone_invalid', { field: `milestones.${index}.reachedOn`, today });
      });
      await replaceMilestones(
        tx,
        projectId,
        milestones.map((one) => ({ ...one, id: one.id ?? newId() })),
      );
      return finish(tx, projectId, await raiseVersion(tx, projectId), 'project.set-milestones', {
        milestones: milestones.length,
      });
    });
  }

  async setDepartments(
    context: CommandContext,
    projectId: string,
    seen: number,
    departments: DepartmentsBody,
  ): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      await lockForChange(tx, 'project.write', projectId, seen);
      const { lead, assisting } = departments;
      const known = await unitsOfKind(tx, [lead, ...assisting], 'department');
      if (!known.has(lead)) refuse('project.department_invalid', { field: 'lead' });
      assisting.forEach((id, index) => {
        if (!known.has(id) || id === lead || assisting.indexOf(id) !== index)
          refuse('project.department_invalid', { field: `assisting.${index}` });
      });
      await replaceDepartments(tx, projectId, departments);
      return finish(tx, projectId, await raiseVersion(tx, projectId), 'project.set-departments', {
        lead,
        assisting: [...assisting],
      });
    });
  }
}

/** The projects that the asker may reach with an action. The system reaches its whole district. */
export function scopeOf({ actor }: CommandContext, action: Action): Scope {
  return actor.kind === 'person' ? scopeFor(actor, action) : { kind: 'district' };
}

/**
 * Locks a project that is to be changed. A project that the actor may not see is refused like one that isn't there
 * (`project.not_found`); one they may see but not change, as `access.denied`; one that was changed since it was seen, as
 * `project.version_conflict` with the project as it is now.
 */
export async function lockForChange(tx: Tx, action: Action, projectId: string, seen: number): Promise<void> {
  const locked = await lockProject(tx, projectId);
  const { actor } = tx.context;
  if (!locked) return refuse('project.not_found');
  if (actor.kind === 'person') {
    const subject = { districtId: tx.districtId, ...locked };
    if (!can(actor, 'project.read', subject))
      throw new RefusedError({ code: 'project.not_found', args: {} }, 'access.out_of_reach');
    if (!can(actor, action, subject)) return refuse('access.denied', { action });
  }
  if (locked.version !== seen) throw new VersionConflictError('project', await readProject(tx, projectId));
}

/** The project as the asker may see it; refused when they may not. */
export async function readProject(tx: Tx, projectId: string): Promise<ProjectView> {
  const view = await selectProject(tx, scopeOf(tx.context, 'project.read'), projectId);
  if (!view) return refuse('project.not_found');
  // A contract is between the district and its leader; who may see the project need not see what was committed.
  const { actor } = tx.context;
  const readable = actor.kind !== 'person' || can(actor, 'contract.read', subjectOf(tx, view));
  return readable ? view : { ...view, contract: null, earlierContracts: [] };
}

function subjectOf(tx: Tx, view: ProjectView) {
  return {
    districtId: tx.districtId,
    officeId: view.office.id,
    companyId: view.company.id,
    leaderId: view.leader?.id ?? null,
    departmentIds: [view.leadDepartment, ...view.assistingDepartments].flatMap((unit) => (unit ? [unit.id] : [])),
  };
}

/** What every act on a project ends with: the change announced, the answer read, the trail written. */
export async function finish(
  tx: Tx,
  projectId: string,
  version: number,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<ProjectView> {
  await announceChange(tx, { subject: 'project', id: projectId, version });
  const view = await readProject(tx, projectId);
  await recordAudit(tx, [{ action, subjectKind: 'project', subjectId: projectId, detail: { ...detail, version } }]);
  return view;
}

/** Nobody enters a project, or moves one, to where they could not change it. */
function assertWithinReach(tx: Tx, { officeId, companyId }: ProjectLedger): void {
  const { actor } = tx.context;
  const subject = { districtId: tx.districtId, officeId, companyId };
  if (actor.kind === 'person' && !can(actor, 'project.write', subject))
    refuse('access.denied', { action: 'project.write', field: 'officeId' });
}

async function assertUnits(tx: Tx, { officeId, companyId }: ProjectLedger): Promise<void> {
  if (!(await unitsOfKind(tx, [officeId], 'office')).has(officeId))
    refuse('project.office_invalid', { field: 'officeId' });
  if (!(await unitsOfKind(tx, [companyId], 'company')).has(companyId))
    refuse('project.company_invalid', { field: 'companyId' });
}

/** Throws a refusal; the transaction rolls back with it. */
export function refuse(code: string, args: Refusal['args'] = {}): never {
  throw new RefusedError({ code, args });
}
