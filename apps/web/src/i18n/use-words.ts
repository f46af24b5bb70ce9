import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.js';
import { languageNow, type Language } from './i18n.js';

export interface Words {
  (key: string, args?: Readonly<Record<string, unknown>>): string;
}

/** The catalogue in the reader's language. */
export function useWords(): { t: Words; language: Language } {
  const { t } = useTranslation();
  return { t: (key, args) => String(t(key, args ?? {})), language: languageNow() };
}

/** What a refusal says: its own wording, else that of its kind, with its code so that it can be asked about. */
export function refusalWords(t: Words, error: unknown): string {
  if (!(error instanceof ApiError)) return t('refusal.client_unknown', { code: '' });
  const key = `refusal.${error.code.replaceAll('.', '_')}`;
  const own = t(key, error.args);
  if (own !== key) return own;
  if (error.status >= 500) return t('refusal.server', { code: error.code });
  return t('refusal.other', { code: error.code });
}

/** The name of a unit in the reader's language. */
export const nameOf = (unit: { name: string; nameEn: string }, language: Language): string =>
  language === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name;
