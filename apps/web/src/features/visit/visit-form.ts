import type { LogVisit } from '#api-client/types.gen.js';
import type { Faults } from '../../ui/form.js';
import { localInput } from '../../format/dates.js';
import type { TakenPhoto, WaitingItem } from '../../offline/waiting.js';
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
  /** The places that the photos say they were taken at go with them. */
  readonly keepPlaces: boolean;
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
  keepPlaces: false,
};

/** What is on the form. */
export interface FilledIn {
  readonly values: VisitValues;
  readonly photos: readonly TakenPhoto[];
}

/** Nothing was said yet but which project: not worth keeping. */
export function isBlank({ values, photos }: FilledIn): boolean {
  const { projectId, projectName } = values;
  const blank = { ...emptyVisit, projectId, projectName };
  return (
    photos.length === 0 && Object.entries(blank).every(([name, value]) => values[name as keyof VisitValues] === value)
  );
}

/** What is still missing, by field. */
export function faultsOf(values: VisitValues, t: Words): Faults {
  const { projectId, projectName, condition, hasProblem, category, needs, way, evidence, reason } = values;
  const found: [string, boolean, string][] = [
    // One that is not named on the screen was not chosen by who hands it over.
    ['project', projectId === '' || projectName === '', 'visit.projectNeeded'],
    ['condition', condition === '', 'visit.conditionNeeded'],
    ['category', hasProblem && category === '', 'visit.stuckNeeded'],
    ['needs', hasProblem && needs.trim() === '', 'visit.needsNeeded'],
    ['evidence', hasProblem && way === 'solved' && evidence.trim() === '', 'visit.evidenceNeeded'],
    ['reason', hasProblem && way === 'meeting' && reason.trim() === '', 'visit.reasonNeeded'],
  ];
  return Object.fromEntries(found.filter(([, wrong]) => wrong).map(([name, , words]) => [name, t(words)]));
}

type Found = NonNullable<LogVisit['problems']>[number];

/** What is handed over, as the device keeps it until it has been sent. `now` is the moment of handing over. */
export function waitingItem(
  personId: string,
  values: VisitValues,
  photos: readonly TakenPhoto[],
  now: number,
): WaitingItem {
  const id = crypto.randomUUID();
  const body = visitBody(id, values, photos.length, new Date(now).toISOString());
  const { projectName, keepPlaces } = values;
  return {
    visit: { id, personId, projectName, body, savedAt: now, state: 'waiting', refusal: null },
    photos: photos.map(({ place, ...photo }) => ({
      ...photo,
      visitId: id,
      place: keepPlaces ? (place ?? null) : null,
      refusal: null,
    })),
  };
}

function visitBody(id: string, values: VisitValues, photosExpected: number, now: string): LogVisit {
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

/** A visit that waits, as the form had it: what was refused is amended, not written again. */
export function valuesOf({ projectName, body }: { projectName: string; body: LogVisit }): VisitValues {
  const [found] = body.problems ?? [];
  const { way = 'office', ...more } = found?.proceeding ?? {};
  return {
    ...emptyVisit,
    projectId: body.projectId,
    projectName,
    at: localInput(body.visitedAt),
    condition: body.condition,
    seen: body.seen ?? '',
    hasProblem: found !== undefined,
    category: found?.category ?? '',
    needs: found?.description ?? '',
    way,
    evidence: 'evidence' in more ? more.evidence : '',
    reason: 'reason' in more ? more.reason : '',
    location: body.location ? { ...body.location, accuracyMetres: body.location.accuracyMetres ?? null } : null,
  };
}
