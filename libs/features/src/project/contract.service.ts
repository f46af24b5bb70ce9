import { Injectable } from '@nestjs/common';
import type { CommandContext } from '#domain/access/index.js';
import { dateOf, yearOf, type PlainDate } from '#domain/calendar/index.js';
import { valueOf } from '#domain/refusal.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { outbox } from '#jobs/index.js';
import { assignable, handOverable } from './contract-rules.js';
import type { AssignBody, ContractView, HandOverBody, ProjectView } from './project.dto.js';
import { leaderChanged } from './project.jobs.js';
import { dueDaysOf, milestonesFor } from './milestone.repository.js';
import { selectContracts } from './project.queries.js';
import { activePersons } from './project-references.queries.js';
import { closeContract, openContract, raiseVersion } from './project.repository.js';
import { finish, lockForChange, refuse } from './project.service.js';

/** 分包: who answers for a project. The lock and the version are the project's. */
@Injectable()
export class ContractService {
  constructor(private readonly database: Database) {}

  async assign(context: CommandContext, projectId: string, seen: number, body: AssignBody): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      await lockForChange(tx, 'contract.write', projectId, seen);
      valueOf(assignable(terms(await selectContracts(tx, projectId)), body.from, dateOf(tx.now)));
      await assertPersons(tx, 'leaderId', body.leaderId, 'members', body.members);
      await open(tx, projectId, body.leaderId, body.from, body);
      const version = await raiseVersion(tx, projectId);
      return finish(tx, projectId, version, 'contract.assign', { leaderId: body.leaderId, from: body.from });
    });
  }
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
  const opened = await open(tx, projectId, toLeaderId, on, body.commitments ?? (await goingOn(tx, projectId, old)));
  const change = { projectId, contractId: opened, fromLeaderId: old.leader.id, toLeaderId };
  await outbox.add(tx, leaderChanged, change, { key: opened });
  const version = await raiseVersion(tx, projectId);
  return finish(tx, projectId, version, 'contract.hand-over', {
    fromLeaderId: old.leader.id,
    toLeaderId,
    on,
    result,
  });
}

type Commitments = Omit<AssignBody, 'leaderId' | 'from'>;

async function open(
  tx: Tx,
  projectId: string,
  leaderId: string,
  from: PlainDate,
  { yearPlan, visitsPerMonth, milestones, members }: Commitments,
): Promise<string> {
  const contractId = newId();
  await openContract(tx, {
    contractId,
    projectId,
    leaderId,
    fromOn: from,
    year: yearOf(from),
    yearPlan,
    visitsPerMonth,
    milestones: await milestonesFor(tx, projectId, milestones),
    members,
  });
  return contractId;
}

/**
 * What was committed goes on under the new leader: milestones by the days they are planned for now, of the service team
 * those who are still there.
 */
async function goingOn(tx: Tx, projectId: string, old: ContractView): Promise<Commitments> {
  const planned = new Map((await milestonesFor(tx, projectId, old.milestones)).map((each) => [each.milestoneId, each]));
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
