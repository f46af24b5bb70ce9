import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { scopeFor, type Action, type Actor, type CommandContext, type Scope } from '#domain/access/index.js';
import { addDays, dateOf, instantAt } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { problemsQuery, selectProblems } from '#features/problem/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type {
  ContractsQuery,
  ContractStandingView,
  LeaderRowView,
  LeadersQuery,
  LeaderView,
} from './commitment.dto.js';
import { selectContractRows } from './commitment.queries.js';
import { grouped, judgeContracts } from './contract-judging.js';
import { openDecisions } from './open-decisions.js';
import {
  selectHandOvers,
  selectLeader,
  selectLeaders,
  selectSolved,
  selectVisitsOf,
  waitingByLeader,
} from './leader.queries.js';

/** How far back the page of a leader looks. */
const LOOKS_BACK_DAYS = 90;
const SHOWN = 50;
/** No leader answers for more projects than this; a page shows them all. */
const CONTRACTS_OF_ONE = 500;

/** What was committed, how it stands, and what a leader has before them. Each look in one snapshot. */
@Injectable()
export class CommitmentReader {
  constructor(private readonly database: Database) {}

  contracts(context: CommandContext, query: ContractsQuery): Promise<Page<ContractStandingView>> {
    const { limit, cursor, ...filter } = query;
    const key = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
    const after = key && { code: key[0], contractId: key[1] };
    return this.database.read(context, async (tx) => {
      const found = await selectContractRows(tx, scopeOf(context, 'contract.read'), filter, {
        limit: limit + 1,
        after,
      });
      const items = await judgeContracts(tx, found.slice(0, limit));
      const last = items.at(-1);
      return { items, next: found.length > limit && last ? encodeCursor([last.project.code, last.id]) : null };
    });
  }

  contract(context: CommandContext, contractId: string): Promise<ContractStandingView> {
    return this.database.read(context, (tx) => readContract(tx, contractId));
  }

  leaders(context: CommandContext, { limit, cursor }: LeadersQuery): Promise<Page<LeaderRowView>> {
    const key = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
    const after = key && { name: key[0], personId: key[1] };
    const scope = scopeOf(context, 'contract.read');
    return this.database.read(context, async (tx) => {
      const found = await selectLeaders(tx, scope, { limit: limit + 1, after });
      const leaders = found.slice(0, limit);
      const rows = await selectContractRows(tx, scope, { running: true, leaderIds: leaders.map(({ id }) => id) }, ALL);
      const contracts = grouped(await judgeContracts(tx, rows), ({ leader }) => leader.id);
      const waiting = await waitingByLeader(
        tx,
        leaders.map(({ id }) => id),
        scopeOf(context, 'problem.read'),
      );
      const last = leaders.at(-1);
      return {
        items: leaders.map(({ id, name }) => {
          const mine = contracts.get(id) ?? [];
          return {
            ...{ id, name, contracts: mine.length, standings: standingsOf(mine), waiting: waiting.get(id) ?? 0 },
            milestonesSoon: mine
              .flatMap((each) => each.commitments)
              .filter(({ reason }) => reason === 'milestoneDueSoon').length,
          };
        }),
        next: found.length > limit && last ? encodeCursor([last.name, last.id]) : null,
      };
    });
  }

  /** A leader's page, as far as the asker reaches; refused as not there when that is nothing and it is not their own. */
  leader(context: CommandContext, leaderId: string): Promise<LeaderView> {
    const scope = scopeOf(context, 'contract.read');
    return this.database.read(context, async (tx) => {
      const leader = await selectLeader(tx, leaderId);
      const rows = leader ? await selectContractRows(tx, scope, { leaderId, running: true }, ALL) : [];
      const handOvers = leader ? await selectHandOvers(tx, leaderId, scope, SHOWN) : [];
      const { actor } = context;
      const own = actor.kind === 'person' && actor.personId === leaderId;
      if (!leader || (rows.length + handOvers.length === 0 && !own))
        throw new RefusedError(
          { code: 'leader.not_found', args: {} },
          leader ? 'access.out_of_reach' : 'leader.not_found',
        );
      const contracts = await judgeContracts(tx, rows);
      const since = addDays(dateOf(tx.now), -LOOKS_BACK_DAYS);
      const problemScope = scopeOf(context, 'problem.read');
      return {
        ...{ leader, contracts, standings: standingsOf(contracts), handOvers },
        waiting: {
          problems: await waitingOf(tx, leader, problemScope),
          decisions: await openDecisions(
            tx,
            contracts.map(({ project }) => project.id),
          ),
        },
        done: {
          since,
          visits: await selectVisitsOf(tx, leaderId, scopeOf(context, 'visit.read'), since, SHOWN),
          solved: await selectSolved(tx, leaderId, problemScope, instantAt(since, '00:00'), SHOWN),
        },
      };
    });
  }
}

const ALL = { limit: CONTRACTS_OF_ONE * 10 };

/** The contract as the asker may see it; refused when they may not. */
export async function readContract(tx: Tx, contractId: string): Promise<ContractStandingView> {
  const [row] = await selectContractRows(tx, scopeOf(tx.context, 'contract.read'), { contractId }, { limit: 1 });
  if (!row) throw new RefusedError({ code: 'contract.not_found', args: {} });
  return (await judgeContracts(tx, [row]))[0]!;
}

export function scopeOf({ actor }: CommandContext, action: Action): Scope {
  return actor.kind === 'person' ? scopeFor(actor, action) : { kind: 'district' };
}

/** What waits for an act of the leader, of that which the asker may see. */
async function waitingOf(tx: Tx, { id, name }: { id: string; name: string }, scope: Scope) {
  const { districtId } = tx;
  const asked: Actor = {
    kind: 'person',
    districtId,
    personId: id,
    roles: ['leader'],
    unitId: null,
    companyId: null,
    name,
  };
  const { cursor: _, ...query } = problemsQuery.parse({ mine: 'true', sort: 'due', limit: '100' });
  const rows = await selectProblems(tx, scope, asked, query, undefined);
  return rows.slice(0, query.limit).map((row) => ({
    ...{ id: row.id, number: row.number, title: row.title, status: row.status, rung: row.rung },
    project: { id: row.project.id, code: row.project.code, name: row.project.name },
    ...{ responseDueAt: row.responseDueAt, resolutionDueAt: row.resolutionDueAt, overdue: row.overdue },
  }));
}

function standingsOf(contracts: readonly ContractStandingView[]) {
  const count = (standing: string) => contracts.filter((each) => each.standing === standing).length;
  return { kept: count('kept'), atRisk: count('atRisk'), broken: count('broken') };
}
