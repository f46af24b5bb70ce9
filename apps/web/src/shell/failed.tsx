import { Link } from '@tanstack/react-router';
import { refusalWords, useWords } from '../i18n/use-words.js';
import { Page } from '../ui/page.js';

export function Failed({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <main className="alone">
      <Page title={t('app.failed')}>
        <p>{refusalWords(t, error)}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {t('app.tryAgain')}
          </button>
        </p>
      </Page>
    </main>
  );
}

export function Missing() {
  const { t } = useWords();
  return (
    <main className="alone">
      <Page title={t('app.missing')}>
        <p>{t('app.missingWhy')}</p>
        <p>
          <Link to="/">{t('app.home')}</Link>
        </p>
      </Page>
    </main>
  );
}
