import { Injectable } from '@nestjs/common';
import type { CommandContext } from '#domain/access/index.js';
import { dateOf, yearOf, type PlainDate } from '#domain/calendar/index.js';
import { valueOf } from '#domain/refusal.js';
import { announceChanges } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { recordAudit } from '#features/audit/index.js';
import { outbox } from '#jobs/index.js';
import { assignable, handOverable } from './contract-rules.js';
import type { AssignBody, ContractView, HandOverBody, ProjectView } from './project.dto.js';
import { leaderChanged } from './project.jobs.js';
import { dueDaysOf, milestonesFor } from './milestone.repository.js';
import { selectContracts } from './project.queries.js';
import { activePersons } from './project-references.queries.js';
import { closeContract, openContracts, raiseVersion, raiseVersions } from './project.repository.js';
import { finish, lockForChange, readProject, refuse } from './project.service.js';

/** A contract that may be made: who answers for which project, from when, and what is committed. */
export interface ContractToOpen extends Commitments {
  readonly projectId: string;
  readonly leaderId: string;
  readonly from: PlainDate;
}

/** 分包: who answers for a project. The lock and the version are the project's. */
@Injectable()
export class ContractService {
  constructor(private readonly database: Database) {}

  async assign(context: CommandContext, projectId: string, seen: number, body: AssignBody): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      await lockForChange(tx, 'contract.write', projectId, seen);
      valueOf(assignable(terms(await selectContracts(tx, projectId)), body.from, dateOf(tx.now)));
      await assertPersons(tx, 'leaderId', body.leaderId, 'members', body.members);
      await assignAll(tx, [{ projectId, ...body }]);
      return readProject(tx, projectId);
    });
  }
}

/** Postgres counts a statement's parameters in 16 bits; a team has up to fifty. */
const CONTRACTS_PER_STEP = 200;

/**
 * Assigns leaders to locked projects, as `assignable` has allowed: the contracts, the projects' next versions, the change
 * announced, the trail. A constant number of statements for each two hundred, after which `onProgress` is told.
 */
export async function assignAll(
  tx: Tx,
  contracts: readonly ContractToOpen[],
  onProgress: (done: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const versions = new Map<string, number>();
  for (let from = 0; from < contracts.length; from += CONTRACTS_PER_STEP) {
    const step = contracts.slice(from, from + CONTRACTS_PER_STEP);
    await openAll(tx, step);
    const raised = await raiseVersions(
      tx,
      step.map(({ projectId }) => projectId),
    );
    for (const [id, version] of raised) versions.set(id, version);
    await onProgress(from + step.length);
  }
  await announceChanges(
    tx,
    [...versions].map(([id, version]) => ({ subject: 'project', id, version })),
  );
  await recordAudit(
    tx,
    contracts.map(({ projectId, leaderId, from }) => ({
      action: 'contract.assign',
      subjectKind: 'project',
      subjectId: projectId,
      detail: { leaderId, from, version: versions.get(projectId)! },
    })),
  );
}

/** A contract about to be handed over: the project is locked, and everything it takes is there. */
export interface HandOver {
  readonly projectId: string;
  readonly old: ContractView;
  readonly body: HandOverBody;
}

/** Locks the project and checks that its contract may be handed over as the body says. Changes nothing yet. */
export async function prepareHandOver(tx: Tx, projectId: string, seen: number, body: HandOverBody): Promise<HandOver> {
  await lockForChange(tx, 'contract.handOver', projectId, seen);
  const contracts = await selectContracts(tx, projectId);
  const { toLeaderId, on } = body;
  const { id: contractId } = valueOf(handOverable(terms(contracts), toLeaderId, on, dateOf(tx.now)));
  await assertPersons(tx, 'toLeaderId', toLeaderId, 'commitments.members', body.commitments?.members ?? []);
  return { projectId, old: contracts.find(({ id }) => id === contractId)!, body };
}

/**
 * Closes the contract with its result and opens the next one. Open problems need no moving: they know the post, and
 * who holds it is read from the open contract whenever they are looked at. That the new leader is told of them is
 * promised here.
 */
export async function carryOutHandOver(tx: Tx, { projectId, old, body }: HandOver): Promise<ProjectView> {
  const { toLeaderId, on, result } = body;
  await closeContract(tx, old.id, { toOn: on, result, handedOverTo: toLeaderId });
  const commitments = body.commitments ?? (await goingOn(tx, projectId, old));
  const [opened] = await openAll(tx, [{ projectId, leaderId: toLeaderId, from: on, ...commitments }]);
  const change = { projectId, contractId: opened!, fromLeaderId: old.leader.id, toLeaderId };
  await outbox.add(tx, leaderChanged, change, { key: opened! });
  const version = await raiseVersion(tx, projectId);
  return finish(tx, projectId, version, 'contract.hand-over', {
    fromLeaderId: old.leader.id,
    toLeaderId,
    on,
    result,
  });
}

type Commitments = Omit<AssignBody, 'leaderId' | 'from'>;

/** Writes contracts with the milestones they mean; answers their ids. */
async function openAll(tx: Tx, contracts: readonly ContractToOpen[]): Promise<string[]> {
  const committed = contracts.flatMap(({ projectId, milestones }) =>
    milestones.map((each) => ({ projectId, ...each })),
  );
  const milestones = await milestonesFor(tx, committed);
  const opened = contracts.map(({ projectId, leaderId, from, yearPlan, visitsPerMonth, members }) => ({
    contractId: newId(),
    ...{ projectId, leaderId, fromOn: from, year: yearOf(from), yearPlan, visitsPerMonth, members },
    milestones: milestones
      .filter((each) => each.projectId === projectId)
      .map(({ name, dueOn, milestoneId }) => ({ name, dueOn, milestoneId })),
  }));
  await openContracts(tx, opened);
  return opened.map(({ contractId }) => contractId);
}

/**
 * What was committed goes on under the new leader: milestones by the days they are planned for now, of the service team
 * those who are still there.
 */
async function goingOn(tx: Tx, projectId: string, old: ContractView): Promise<Commitments> {
  const planned = new Map(
    (
      await milestonesFor(
        tx,
        old.milestones.map((each) => ({ projectId, ...each })),
      )
    ).map((each) => [each.milestoneId, each]),
  );
  const days = await dueDaysOf(tx, [...planned.keys()]);
  const active = await activePersons(
    tx,
    old.members.map(({ person }) => person.id),
  );
  return {
    yearPlan: old.yearPlan,
    visitsPerMonth: old.visitsPerMonth,
    milestones: [...planned.values()].map(({ milestoneId, name, dueOn }) => ({
      name,
      dueOn: days.get(milestoneId) ?? dueOn,
    })),
    members: old.members
      .filter(({ person }) => active.has(person.id))
      .map(({ person, duty }) => ({ personId: person.id, duty })),
  };
}

const terms = (contracts: readonly ContractView[]) =>
  contracts.map(({ id, leader, from, to }) => ({ id, leaderId: leader.id, from, to }));

/** Refuses `contract.leader_invalid` and `contract.member_invalid`, naming the field. */
async function assertPersons(
  tx: Tx,
  leaderField: string,
  leaderId: string,
  membersField: string,
  members: Commitments['members'],
): Promise<void> {
  if (!(await activePersons(tx, [leaderId], 'leader')).has(leaderId))
    refuse('contract.leader_invalid', { field: leaderField });
  const ids = members.map(({ personId }) => personId);
  const active = await activePersons(tx, ids);
  ids.forEach((id, index) => {
    if (!active.has(id) || ids.indexOf(id) !== index)
      refuse('contract.member_invalid', { field: `${membersField}.${index}.personId` });
  });
}
