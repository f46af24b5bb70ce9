import type { Language } from '../i18n/i18n.js';

const YI = 100_000_000;
const WAN = 10_000;
const BILLION = 1_000_000_000;
const MILLION = 1_000_000;

/** An amount apart from its unit, where a screen sets the two in different sizes. */
export interface Amount {
  readonly figure: string;
  readonly unit: string;
}

/**
 * Whole yuan as people say them: from 1 亿元 up in 亿元, below in 万元; in English billions and millions. Two digits after
 * the point below ten, one from there on, none for whole numbers. `money(1_250_000_000, 'zh')` is `12.5 亿元`.
 */
export function money(yuan: number, language: Language): string {
  const { figure, unit } = amount(yuan, language);
  return language === 'en' ? `¥${figure} ${unit}` : `${figure} ${unit}`;
}

export function amount(yuan: number, language: Language): Amount {
  const size = Math.abs(yuan);
  if (language === 'en')
    return size >= BILLION
      ? { figure: digits(yuan / BILLION), unit: 'bn' }
      : { figure: digits(yuan / MILLION), unit: 'm' };
  return size >= YI ? { figure: digits(yuan / YI), unit: '亿元' } : { figure: digits(yuan / WAN), unit: '万元' };
}

/** Always in 亿元 (¥ bn in English), two digits: for columns whose head names the unit once. */
export function inLargeUnit(yuan: number, language: Language, places = 2): string {
  const fixed = language === 'en' ? places + 1 : places;
  const value = yuan / (language === 'en' ? BILLION : YI);
  return minus(value.toLocaleString('en-US', { minimumFractionDigits: fixed, maximumFractionDigits: fixed }));
}

/**
 * An amount beside another whose unit is shown: a figure in that unit, or, where it would hardly show there, with a unit of
 * its own. `besideAmount(7_000_000, 160_000_000, 'zh')` is `700 万元`, beside 16,000,000 it is `700`.
 */
export function besideAmount(yuan: number, other: number, language: Language): string {
  const large = amount(other, language).unit === (language === 'en' ? 'bn' : '亿元');
  if (!large) return digits(yuan / (language === 'en' ? MILLION : WAN));
  if (yuan !== 0 && Math.abs(yuan) < YI / 10) return money(yuan, language);
  // From ¥10 bn on a third digit after the point says nothing that anybody reads.
  return inLargeUnit(yuan, language, language === 'en' && Math.abs(yuan) >= 10 * BILLION ? 1 : 2);
}

/** The unit of such a column. */
export const largeUnit = (language: Language): string => (language === 'en' ? '¥ bn' : '亿元');

function digits(value: number): string {
  const places = Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1;
  return minus(value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: places }));
}

/** A true minus sign, as wide as a plus. */
const minus = (text: string): string => text.replace('-', '−');
