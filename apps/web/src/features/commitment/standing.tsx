import type { Commitment, LeaderPage } from '#api-client/types.gen.js';
import { useWords } from '../../i18n/use-words.js';
import { Light, type LightColour } from '../../ui/light.js';

const colours = { kept: 'green', atRisk: 'yellow', broken: 'red' } as const satisfies Record<string, LightColour>;
const order = ['broken', 'atRisk', 'kept'] as const;

/** 兑现、有风险、未兑现: by shape, word and colour. */
export function Standing({ standing }: { standing: Commitment['standing'] }) {
  const { t } = useWords();
  return <Light colour={colours[standing]} word={t(`commitment.standing.${standing}`)} />;
}

/** How many stand how; what is none is not said. */
export function Standings({ standings }: { standings: LeaderPage['standings'] }) {
  const { t } = useWords();
  const some = order.filter((standing) => standings[standing] > 0);
  if (some.length === 0) return <span className="muted">–</span>;
  return (
    <span className="standings">
      {some.map((standing) => (
        <Light
          key={standing}
          colour={colours[standing]}
          word={`${t(`commitment.standing.${standing}`)} ${standings[standing]}`}
        />
      ))}
    </span>
  );
}
