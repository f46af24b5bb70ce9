import type { Tx } from '#db/database.js';
import { dateOf, yearOf, type PlainDate } from '#domain/calendar/index.js';
import type { Refusal } from '#domain/refusal.js';
import { policyInForce, visitDuty } from '#features/policy/index.js';
import { standingContracts, type ContractStanding, type StandingContract } from './contract-import.repository.js';
import { assignable } from './contract-rules.js';
import type { ContractToOpen } from './contract.service.js';

/** A contract as a sheet wants it; null where it leaves something to what is usual. One project at most once. */
export interface ContractImportRow {
  readonly projectId: string;
  readonly leaderId: string;
  /** Else today. */
  readonly from: PlainDate | null;
  /** Else what the ledger plans for the year. */
  readonly yearPlan: number | null;
  /** Else what the policy in force asks. */
  readonly visitsPerMonth: number | null;
  readonly milestones: readonly { readonly name: string; readonly dueOn: PlainDate }[];
  readonly memberIds: readonly string[];
}

/** What comes of one of them: to be opened, the same as what holds already, or refused; `field` says where. */
export type PreparedContract =
  { readonly toOpen: ContractToOpen } | { readonly unchanged: true } | { readonly refusal: Refusal };

/**
 * Judges any number of contracts without making one, as `assign` would judge each, at a constant number of statements.
 * Their projects are locked until the transaction ends. Persons and permission are looked at by the caller.
 */
export async function prepareContracts(tx: Tx, wanted: readonly ContractImportRow[]): Promise<PreparedContract[]> {
  const standing = await standingContracts(
    tx,
    wanted.map(({ projectId }) => projectId),
  );
  const usual = await policyInForce(tx, visitDuty);
  const today = dateOf(tx.now);
  return wanted.map((row) => judged(row, standing.get(row.projectId)!, usual.visitsPerMonth, today));
}

function judged(
  row: ContractImportRow,
  { contracts, planned }: ContractStanding,
  usualVisits: number,
  today: PlainDate,
): PreparedContract {
  const { projectId, leaderId, memberIds } = row;
  const open = contracts.find(({ to }) => to === null);
  if (open?.leaderId === leaderId) return agreeing(row, open);
  if (open) return refused('contract.held_by_another', { field: 'leaderId', leader: open.leader });
  const begins = row.from ?? today;
  const allowed = assignable(contracts, begins, today);
  if (!allowed.ok) return { refusal: allowed.refusal };
  const year = yearOf(begins);
  const yearPlan = row.yearPlan ?? planned.get(year);
  if (yearPlan === undefined) return refused('contract.year_without_plan', { field: 'yearPlan', year });
  const members = memberIds.map((personId) => ({ personId, duty: '' }));
  const visitsPerMonth = row.visitsPerMonth ?? usualVisits;
  return {
    toOpen: { projectId, leaderId, from: begins, yearPlan, visitsPerMonth, milestones: [...row.milestones], members },
  };
}

/** What is committed stands until a hand-over: a sheet that says otherwise is told so, rather than passed over. */
function agreeing(row: ContractImportRow, open: StandingContract): PreparedContract {
  const otherwise = (field: string, stands: string | number) =>
    refused('contract.committed_otherwise', { field, stands });
  if (row.from !== null && row.from !== open.from) return otherwise('from', open.from);
  if (row.yearPlan !== null && row.yearPlan !== open.yearPlan) return otherwise('yearPlan', open.yearPlan / 10_000);
  if (row.visitsPerMonth !== null && row.visitsPerMonth !== open.visitsPerMonth)
    return otherwise('visitsPerMonth', open.visitsPerMonth);
  const committed = open.milestones.map(({ name, dueOn }) => `${name} ${dueOn}`);
  if (row.milestones.some(({ name, dueOn }) => !committed.includes(`${name} ${dueOn}`)))
    return otherwise('milestones', committed.join('、') || '–');
  const team = open.members.map(({ id }) => id);
  const sameTeam = row.memberIds.length === team.length && row.memberIds.every((id) => team.includes(id));
  if (row.memberIds.length > 0 && !sameTeam)
    return otherwise('members', open.members.map(({ name }) => name).join('、') || '–');
  return { unchanged: true };
}

const refused = (code: string, args: Refusal['args']): PreparedContract => ({ refusal: { code, args } });
