/** What a piece of work is about. */
export interface SubjectRef {
  readonly kind: string;
  readonly id: string;
}

/** The nearest subject first: a payload that names a problem and its meeting is about the problem. */
const fields: readonly (readonly [string, string])[] = [
  ['decisionId', 'decision'],
  ['problemId', 'problem'],
  ['deliveryId', 'delivery'],
  ['visitId', 'visit'],
  ['meetingId', 'meeting'],
  ['projectId', 'project'],
  ['personId', 'person'],
];

/** What a promise is about, by the ids in its payload; null when it names nothing we know. */
export function subjectOf(payload: unknown): SubjectRef | null {
  if (payload === null || typeof payload !== 'object') return null;
  const given = payload as Readonly<Record<string, unknown>>;
  for (const [field, kind] of fields) {
    const id = given[field];
    if (typeof id === 'string') return { kind, id };
  }
  return null;
}

export const keyOf = ({ kind, id }: SubjectRef): string => `${kind} ${id}`;
