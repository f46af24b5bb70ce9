import type { WorkFailure, WorkSubject } from '#api-client/types.gen.js';
import { useWords } from '../../i18n/use-words.js';

/** Why work failed, what to do about it, and, for whoever asks, the words of the failure itself. */
export function Failure({ cause }: { cause: WorkFailure }) {
  const { t, language } = useWords();
  return (
    <>
      <p>
        <strong>{cause.says[language]}</strong>
      </p>
      <p className="muted">
        {t(`operations.tryAgain.${cause.tryAgain}`)} {cause.advice[language]}
      </p>
      {cause.original && (
        <details>
          <summary>{t('operations.original')}</summary>
          <pre className="operations-words">{cause.original}</pre>
        </details>
      )}
    </>
  );
}

/** What the work is about, by the name people know it by, where it is shown. */
export function Subject({ subject }: { subject: WorkSubject | null }) {
  const { t, language } = useWords();
  if (subject === null) return null;
  const name = subject.name?.[language] ?? t('operations.gone', { kind: subject.kind });
  return subject.path === null ? <span>{name}</span> : <a href={subject.path}>{name}</a>;
}
