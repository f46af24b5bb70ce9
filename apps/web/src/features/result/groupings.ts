/** How results can be looked at. */
export const groupings = ['level', 'field', 'platform', 'office', 'leader', 'series'] as const;
export type Grouping = (typeof groupings)[number];
