import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { validateLadder } from './default-ladder.js';
import { deny } from './refusal-codes.js';
import { MEETING_RUNG_NUMBER } from './types.js';
import type { Ladder, Severity } from './types.js';

/** A ladder as a district keeps it: with the name people know it by. */
export interface NamedLadder extends Ladder {
  readonly name: string;
}

/** Which ladder a new problem gets. Null stands for every category, or every severity. */
export interface LadderChoice {
  readonly category: string | null;
  readonly severity: Severity | null;
  readonly ladderId: string;
}

/** The ladders of a district, and which one is for what: a policy. */
export interface Ladders {
  readonly ladders: readonly NamedLadder[];
  /** For whatever no choice fits. */
  readonly byDefault: string;
  readonly choices: readonly LadderChoice[];
}

/**
 * The ladder that a problem of this kind is frozen under when it is filed: by category and severity if both are named,
 * else by the category, else by the severity, else the default. Undefined only where no ladder is kept at all.
 */
export function ladderFor(
  { ladders, byDefault, choices }: Ladders,
  kind: { readonly category: string; readonly severity: Severity },
): NamedLadder | undefined {
  const fits = choices.filter(
    ({ category, severity }) =>
      (category === null || category === kind.category) && (severity === null || severity === kind.severity),
  );
  const weight = ({ category, severity }: LadderChoice) => (category === null ? 0 : 2) + (severity === null ? 0 : 1);
  const [best] = fits.toSorted((a, b) => weight(b) - weight(a));
  const ladderId = best?.ladderId ?? byDefault;
  return ladders.find(({ id }) => id === ladderId);
}

/**
 * Whether the ladders and choices can be lived with. Besides `validateLadder`'s refusals, each with the field of the
 * ladder or rung at fault: `ladder.none`, `ladder.id_twice`, `ladder.meeting_elsewhere`, `ladder.default_unknown`,
 * `ladder.choice_unknown`, `ladder.choice_twice`, `ladder.choice_of_nothing`.
 */
export function validateLadders({ ladders, byDefault, choices }: Ladders): Result<null> {
  const known = new Set<string>();
  if (ladders.length === 0) return deny('ladder.none', { field: 'definition.ladders' });
  for (const [index, ladder] of ladders.entries()) {
    const field = `definition.ladders.${index}`;
    if (known.has(ladder.id)) return deny('ladder.id_twice', { field: `${field}.id` });
    known.add(ladder.id);
    const checked = validateLadder(ladder);
    if (!checked.ok) return { ok: false, refusal: located(checked.refusal, ladder, field) };
    const meeting = ladder.rungs.findIndex(({ answeredBy }) => answeredBy === 'meeting');
    // Agendas ask for problems of the meeting's rung by its number.
    if (meeting !== -1 && meeting !== MEETING_RUNG_NUMBER - 1)
      return deny('ladder.meeting_elsewhere', { field: `${field}.rungs.${meeting}`, rung: MEETING_RUNG_NUMBER });
  }
  if (!known.has(byDefault)) return deny('ladder.default_unknown', { field: 'definition.byDefault' });
  const chosen = new Set<string>();
  for (const [index, { category, severity, ladderId }] of choices.entries()) {
    const field = `definition.choices.${index}`;
    if (!known.has(ladderId)) return deny('ladder.choice_unknown', { field: `${field}.ladderId` });
    if (category === null && severity === null) return deny('ladder.choice_of_nothing', { field });
    const key = `${category} ${severity}`;
    if (chosen.has(key)) return deny('ladder.choice_twice', { field });
    chosen.add(key);
  }
  return ok(null);
}

/** A refusal of one ladder, with the place of its rung among all of them. */
function located<R extends { code: string; args: Readonly<Record<string, string | number | boolean | null>> }>(
  refusal: R,
  ladder: Ladder,
  field: string,
): R {
  const at = ladder.rungs.findIndex(({ number }) => number === refusal.args.rung);
  return { ...refusal, args: { ...refusal.args, field: at === -1 ? field : `${field}.rungs.${at}` } };
}
