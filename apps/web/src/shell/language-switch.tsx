import { useQueryClient } from '@tanstack/react-query';
import { setLanguage } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { speak, type Language } from '../i18n/i18n.js';
import { useWords } from '../i18n/use-words.js';

/** Changes the language of the screens and, signed in, of the mails. */
export function useLanguage(signedIn = true): (language: Language) => Promise<void> {
  const client = useQueryClient();
  return async (language) => {
    await speak(language);
    if (!signedIn) return;
    await call(setLanguage({ body: { language } })).catch(() => undefined);
    await client.invalidateQueries();
  };
}

/** The other language, named in itself. */
export function LanguageSwitch({ signedIn = true }: { signedIn?: boolean }) {
  const { t, language } = useWords();
  const change = useLanguage(signedIn);
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" className="language" lang={other} onClick={() => void change(other)}>
      {t(other === 'en' ? 'app.toEnglish' : 'app.toChinese')}
    </button>
  );
}
