import { ok, refuse, type Result } from '../refusal.js';

/** 草稿 → 已报 → 已收, or 退回 and reported again. */
export type ReportState = 'draft' | 'submitted' | 'returned' | 'accepted';
export type ReportAct = 'write' | 'submit' | 'accept' | 'return';

const allowed: Readonly<Record<ReportAct, readonly ReportState[]>> = {
  write: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  accept: ['submitted'],
  return: ['submitted'],
};

const after: Readonly<Record<Exclude<ReportAct, 'write'>, ReportState>> = {
  submit: 'submitted',
  accept: 'accepted',
  return: 'returned',
};

/**
 * The state after an act, or why not: `report.already_submitted` (written to or submitted once more),
 * `report.already_accepted`, `report.not_submitted` (accepted or returned before it came).
 */
export function afterAct(state: ReportState, act: ReportAct): Result<ReportState> {
  if (allowed[act].includes(state)) return ok(act === 'write' ? state : after[act]);
  if (state === 'accepted') return refuse('report.already_accepted');
  return refuse(state === 'submitted' ? 'report.already_submitted' : 'report.not_submitted');
}
