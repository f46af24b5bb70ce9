import { useWords } from '../i18n/use-words.js';

const all = [1, 2, 3, 4, 5, 6] as const;

/** The ladder as steps, the one a problem stands on marked and said. */
export function Rungs({ rung, passed }: { rung: number; passed: readonly number[] }) {
  const { t } = useWords();
  return (
    <ol className="rungs" aria-label={t('ladder.title')}>
      {all.map((number) => (
        <li
          key={number}
          className={number === rung ? 'rung here' : passed.includes(number) ? 'rung passed' : 'rung'}
          aria-current={number === rung ? 'step' : undefined}
        >
          <span className="rung-number">{number}</span>
          <span>{t(`ladder.rung${number}`)}</span>
        </li>
      ))}
    </ol>
  );
}
