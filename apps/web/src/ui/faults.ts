/** What is wrong, by the name of the field. */
export type Faults = Readonly<Record<string, string>>;

/** Faults for what was left empty: `lacking({ title }, { title: words })`. */
export function lacking(values: Readonly<Record<string, string>>, words: Faults): Faults {
  return Object.fromEntries(Object.entries(words).filter(([name]) => (values[name] ?? '').trim() === ''));
}

export const none = (faults: Faults): boolean => Object.keys(faults).length === 0;
