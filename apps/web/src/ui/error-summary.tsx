import { useEffect, useRef } from 'react';
import { ApiError } from '../api/api-error.js';
import { refusalWords, useWords } from '../i18n/use-words.js';
import type { Faults } from './faults.js';

/**
 * What was wrong, above the form, with the focus on it and a link to each field, as GOV.UK does it. Without a form around
 * it (`prefix`) it only says what was refused.
 */
export function ErrorSummary({
  error,
  faults = {},
  prefix = '',
}: {
  error?: unknown;
  faults?: Faults;
  prefix?: string;
}) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const found = Object.entries(faults);
  const wrong = Boolean(error) || found.length > 0;
  useEffect(() => {
    if (wrong) box.current?.focus();
  }, [error, faults, wrong]);
  if (!wrong) return null;
  const named = error instanceof ApiError ? error.fields : [];
  const go = (name: string) => {
    const field = document.getElementById(`${prefix}-${name}`);
    const control = field?.matches('input, textarea, select, button, [tabindex]')
      ? field
      : field?.querySelector<HTMLElement>('input, button');
    control?.focus();
    field?.scrollIntoView({ block: 'center' });
  };
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      {found.length > 0 ? (
        <>
          <h2>{t('app.faults', { count: found.length })}</h2>
          <ul>
            {found.map(([name, words]) => (
              <li key={name}>
                <a
                  href={`#${prefix}-${name}`}
                  onClick={(event) => {
                    event.preventDefault();
                    go(name);
                  }}
                >
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <h2>{t('app.notDone')}</h2>
          <p>{refusalWords(t, error)}</p>
          {error instanceof ApiError && error.code.endsWith('version_conflict') && <p>{t('app.changedMeanwhile')}</p>}
          {prefix !== '' &&
            named.map((name) => {
              const label = document.querySelector(`label[for="${CSS.escape(`${prefix}-${name}`)}"]`)?.textContent;
              return label ? (
                <p key={name}>
                  <a
                    href={`#${prefix}-${name}`}
                    onClick={(event) => {
                      event.preventDefault();
                      go(name);
                    }}
                  >
                    {t('app.lookAt', { field: label })}
                  </a>
                </p>
              ) : null;
            })}
        </>
      )}
    </div>
  );
}
