/** A year's investment of a province in 万元 has twelve digits; more is a slip. */
const typed = /^(\d{1,12})(?:\.(\d{1,4}))?$/;

/** 万元 as people type it, in whole yuan: `1,234.5` is 12,345,000. Undefined for what is no such number; empty is 0. */
export function yuanOf(text: string): number | undefined {
  const bare = text.replace(/[,，\s]/g, '');
  if (bare === '') return 0;
  const match = typed.exec(bare);
  return match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : undefined;
}

/** Whole yuan as 万元 in a field, exact to the yuan. */
export const wanOf = (yuan: number): string => String(yuan / 10_000);
