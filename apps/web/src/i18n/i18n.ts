import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zh } from './zh.js';

export type Language = 'zh' | 'en';
const REMEMBERED = 'duban-language';

/** Chinese comes with the entry; English is fetched when somebody wants it. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18next.services.formatter?.add('word', wordFor);
  await speak(localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh');
}

/** The word that goes with a count: `{{n}} {{n, word(one: project; many: projects)}}`. Chinese has no need of it. */
const wordFor = (count: unknown, _language: unknown, { one, many }: { one?: string; many?: string }): string =>
  (Number(count) === 1 ? one : many) ?? '';

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.js');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(REMEMBERED, language);
}

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'zh');
