import type { Language } from '../i18n/i18n.js';

/** Names in a row: `甲、乙、丙`, `A, B, C`. */
export const listed = (names: readonly string[], language: Language): string =>
  names.join(language === 'en' ? ', ' : '、');

/** What was said in passing: `甲（乙）`, `A (B)`. */
export const aside = (said: string, beside: string, language: Language): string =>
  beside === '' ? said : language === 'en' ? `${said} (${beside})` : `${said}（${beside}）`;

/** Figures one after another, as they are typed into a field; `enumeration` reads them back. */
export const enumerated = (values: readonly (number | string)[]): string => values.join('、');

export const enumeration = (typed: string): string[] => typed.split(/[、,，\s]+/).filter((part) => part !== '');
