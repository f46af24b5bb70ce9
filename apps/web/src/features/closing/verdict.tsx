import type { CardRow, Closing } from '#api-client/types.gen.js';
import { useWords } from '../../i18n/use-words.js';
import { Light } from '../../ui/light.js';

export function Verdict({ verdict }: { verdict: Closing['verdict'] }) {
  const { t } = useWords();
  return <Light colour={verdict === 'kept' ? 'green' : 'red'} word={t(`closing.verdict.${verdict}`)} />;
}

/** 蓝牌、黄牌、红牌: a card's outline in its colour, and the word. */
export function CardColour({ colour }: { colour: CardRow['colour'] }) {
  const { t } = useWords();
  return <span className={`card-colour ${colour}`}>{t(`card.colour.${colour}`)}</span>;
}
