import type { LogVisit } from '#api-client/types.gen.js';
import type { Faults } from '../../ui/form.js';
import type { Words } from '../../i18n/use-words.js';

/** What is filled in, all of it text or choice, so that a draft can be kept on the device. */
export interface VisitValues {
  readonly projectId: string;
  readonly projectName: string;
  /** '' = just now; else local date and time as the field has it, `2023-03-24T15:10`, in Asia/Shanghai. */
  readonly at: string;
  readonly condition: string;
  readonly seen: string;
  readonly hasProblem: boolean;
  readonly category: string;
  readonly needs: string;
  readonly way: 'office' | 'meeting' | 'solved';
  readonly evidence: string;
  readonly reason: string;
  readonly location: {
    readonly latitude: number;
    readonly longitude: number;
    readonly accuracyMetres: number | null;
  } | null;
}

export const emptyVisit: VisitValues = {
  projectId: '',
  projectName: '',
  at: '',
  condition: '',
  seen: '',
  hasProblem: false,
  category: '',
  needs: '',
  way: 'office',
  evidence: '',
  reason: '',
  location: null,
};

export const conditions = ['normal', 'slow', 'stopped', 'notStarted'] as const;

/** What is still missing, by field. */
export function faultsOf(values: VisitValues, t: Words): Faults {
  const { projectId, condition, hasProblem, category, needs, way, evidence, reason } = values;
  const found: [string, boolean, string][] = [
    ['project', projectId === '', 'visit.projectNeeded'],
    ['condition', condition === '', 'visit.conditionNeeded'],
    ['category', hasProblem && category === '', 'visit.stuckNeeded'],
    ['needs', hasProblem && needs.trim() === '', 'visit.needsNeeded'],
    ['evidence', hasProblem && way === 'solved' && evidence.trim() === '', 'visit.evidenceNeeded'],
    ['reason', hasProblem && way === 'meeting' && reason.trim() === '', 'visit.reasonNeeded'],
  ];
  return Object.fromEntries(found.filter(([, wrong]) => wrong).map(([name, , words]) => [name, t(words)]));
}

type Found = NonNullable<LogVisit['problems']>[number];

/** The act as the api takes it. `now` is the moment of submitting. */
export function visitBody(id: string, values: VisitValues, photosExpected: number, now: string): LogVisit {
  const { projectId, at, condition, seen, hasProblem, location } = values;
  return {
    id,
    projectId,
    visitedAt: at === '' ? now : `${at}:00+08:00`,
    loggedAt: now,
    condition: condition as LogVisit['condition'],
    seen: seen.trim(),
    photosExpected,
    ...(location && { location }),
    problems: hasProblem ? [foundProblem(values)] : [],
  };
}

function foundProblem({ category, needs, way, evidence, reason }: VisitValues): Found {
  const proceeding: Found['proceeding'] =
    way === 'solved'
      ? { way, evidence: evidence.trim() }
      : way === 'meeting'
        ? { way, reason: reason.trim() }
        : { way };
  return { description: needs.trim(), category: category as Found['category'], severity: 'normal', proceeding };
}
