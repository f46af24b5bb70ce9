import type { ProjectPlan, PublishPlan } from '#api-client/types.gen.js';
import { wanOf, yuanOf } from '../../format/wan.js';

export type PlanKind = ProjectPlan['figures']['kind'];

/** A revision as it is being written: amounts in 万元, as they were typed. */
export interface PlanDraft {
  readonly kind: PlanKind;
  readonly annual: string;
  readonly quarters: readonly string[];
  readonly months: readonly string[];
  readonly reason: string;
  readonly effectiveFrom: string;
}

/** What stands now, to be changed. */
export const draftOf = ({ figures, annual, quarters, months }: ProjectPlan): PlanDraft => ({
  kind: figures.kind,
  annual: wanOf(annual),
  quarters: quarters.map(wanOf),
  months: months.map(wanOf),
  reason: '',
  effectiveFrom: '',
});

/** The amounts that are typed, for the kind that is chosen. */
export const amountsOf = ({ kind, quarters, months }: PlanDraft): readonly string[] =>
  kind === 'quarters' ? quarters : kind === 'months' ? months : [];

/** What the amounts add up to; undefined where one of them is no amount. Of workdays alone it is the year's. */
export function sumOf(draft: PlanDraft): number | undefined {
  if (draft.kind === 'workdays') return draft.annual.trim() === '' ? undefined : yuanOf(draft.annual);
  const yuan = amountsOf(draft).map(yuanOf);
  return yuan.some((each) => each === undefined) ? undefined : yuan.reduce<number>((sum, each) => sum + each!, 0);
}

/** The body that is sent. Only for a draft whose amounts are amounts. */
export function bodyOf(draft: PlanDraft): PublishPlan {
  const amounts = amountsOf(draft).map((text) => yuanOf(text)!);
  const figures =
    draft.kind === 'workdays' ? ({ kind: 'workdays' } as const) : ({ kind: draft.kind, amounts } as const);
  return {
    annual: sumOf(draft)!,
    figures: figures as PublishPlan['figures'],
    reason: draft.reason.trim(),
    ...(draft.effectiveFrom !== '' && { effectiveFrom: draft.effectiveFrom }),
  };
}
