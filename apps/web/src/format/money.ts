import type { Language } from '../i18n/i18n.js';

const YI = 100_000_000;
const WAN = 10_000;

/**
 * Whole yuan as people say them: from 1 亿元 up in 亿元, below in 万元; in English billions and millions. Two digits after
 * the point below ten, one from there on, none for whole numbers.
 */
export function money(yuan: number, language: Language): string {
  const size = Math.abs(yuan);
  if (language === 'en')
    return size >= 1_000_000_000 ? `¥${digits(yuan / 1_000_000_000)} bn` : `¥${digits(yuan / 1_000_000)} m`;
  return size >= YI ? `${digits(yuan / YI)} 亿元` : `${digits(yuan / WAN)} 万元`;
}

function digits(value: number): string {
  const places = Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1;
  return value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: places });
}
