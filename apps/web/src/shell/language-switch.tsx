import { useQueryClient } from '@tanstack/react-query';
import { setLanguage } from '#api-client/sdk.gen.js';
import { call } from '../api/call.js';
import { speak, type Language } from '../i18n/i18n.js';
import { useWords } from '../i18n/use-words.js';

/** The other language, named in itself. Signed in, mails follow it too. */
export function LanguageSwitch({ signedIn = true }: { signedIn?: boolean }) {
  const { language } = useWords();
  const client = useQueryClient();
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const change = async () => {
    await speak(other);
    if (!signedIn) return;
    await call(setLanguage({ body: { language: other } })).catch(() => undefined);
    await client.invalidateQueries();
  };
  return (
    <button type="button" className="language" lang={other} onClick={() => void change()}>
      {other === 'en' ? 'EN' : '中文'}
    </button>
  );
}
