import { useWords } from '../i18n/use-words.js';
import { Button } from './button.js';
import './act-row.css';

/** Acts beside the first that stand in sight; the rest opens. */
const IN_SIGHT = 3;

export interface OfferedAct {
  readonly key: string;
  readonly label: string;
  readonly busy?: boolean;
  /** Never the main one, even where it is the first. */
  readonly aside?: boolean | undefined;
  readonly onDo: () => void;
}

/** What somebody may do here: the first act is the main one, three stand beside it, the rest opens. */
export function ActRow({ acts }: { acts: readonly OfferedAct[] }) {
  const { t } = useWords();
  if (acts.length === 0) return null;
  const [first, ...rest] = acts;
  const offered = (act: OfferedAct) => (
    <Button
      key={act.key}
      look={act === first && !act.aside ? 'main' : 'plain'}
      busy={act.busy ?? false}
      onClick={act.onDo}
    >
      {act.label}
    </Button>
  );
  return (
    <div className="act-row">
      {offered(first!)}
      {rest.slice(0, IN_SIGHT).map(offered)}
      {rest.length > IN_SIGHT && (
        <details className="disclosure more-acts">
          <summary>{t('app.moreActs', { count: rest.length - IN_SIGHT })}</summary>
          <div className="acts">{rest.slice(IN_SIGHT).map(offered)}</div>
        </details>
      )}
    </div>
  );
}
