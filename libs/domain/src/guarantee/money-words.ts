/** Whole yuan as officials read them: 亿元 from ten million on, 万元 from ten thousand, two decimals at most. */
export function moneyWords(yuan: number): string {
  const size = Math.abs(yuan);
  if (size >= 10_000_000) return `${decimals(yuan / 1e8)} 亿元`;
  if (size >= 10_000) return `${decimals(yuan / 1e4)} 万元`;
  return `${yuan} 元`;
}

const decimals = (number: number): string => String(Math.round(number * 100) / 100);
