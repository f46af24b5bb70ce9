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

  /**
   * Closes the contract with its result and opens the next one. Open problems need no moving: they know the post, and
   * who holds it is read from the open contract whenever they are looked at. That the new leader is told of them is
   * promised here.
   */
  async handOver(context: CommandContext, projectId: string, seen: number, body: HandOverBody): Promise<ProjectView> {
    return this.database.transaction(context, async (tx) => {
      await lockForChange(tx, 'contract.handOver', projectId, seen);
      const contracts = await selectContracts(tx, projectId);
      const { toLeaderId, on, result } = body;
      const { id: contractId } = valueOf(handOverable(terms(contracts), toLeaderId, on, dateOf(tx.now)));
      const old = contracts.find(({ id }) => id === contractId)!;
      await assertPersons(tx, 'toLeaderId', toLeaderId, 'commitments.members', body.commitments?.members ?? []);
      await closeContract(tx, contractId, { toOn: on, result, handedOverTo: toLeaderId });
      const opened = await open(tx, projectId, toLeaderId, on, body.commitments ?? (await goingOn(tx, old)));
      const change = { projectId, contractId: opened, fromLeaderId: old.leader.id, toLeaderId };
      await outbox.add(tx, leaderChanged, change, { key: opened });
      const version = await raiseVersion(tx, projectId);
      return finish(tx, projectId, version, 'contract.hand-over', {
        fromLeaderId: old.leader.id,
        toLeaderId,
        on,
        result,
      });
    });
  }
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
    milestones,
    members,
  });
  return contractId;
}

/** What was committed goes on under the new leader; of the service team, those who are still there. */
async function goingOn(tx: Tx, old: ContractView): Promise<Commitments> {
  const active = await activePersons(
    tx,
    old.members.map(({ person }) => person.id),
  );
  return {
    yearPlan: old.yearPlan,
    visitsPerMonth: old.visitsPerMonth,
    milestones: old.milestones,
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
