/** Whole yuan as officials read them: 亿元 from ten million on, 万元 from ten thousand, two decimals at most. */
export function moneyWords(yuan: number): string {
  const size = Math.abs(yuan);
  if (size >= 10_000_000) return `${decimals(yuan / 1e8)} 亿元`;
  if (size >= 10_000) return `${decimals(yuan / 1e4)} 万元`;
  return `${yuan} 元`;
}

/** The same in English: billions and millions, as the screens write them beside it; below ten thousand whole yuan. */
export function moneyInEnglish(yuan: number): string {
  const size = Math.abs(yuan);
  if (size >= 1e9) return `¥${inEnglish(yuan / 1e9)} bn`;
  if (size >= 10_000) return `¥${inEnglish(yuan / 1e6)} m`;
  return `¥${yuan}`;
}

const inEnglish = (number: number): string =>
  number.toLocaleString('en-US', { maximumFractionDigits: Math.abs(number) < 10 ? 2 : 1 });

const decimals = (number: number): string => String(Math.round(number * 100) / 100);
