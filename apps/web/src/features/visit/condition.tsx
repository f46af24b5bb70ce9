import type { VisitRow } from '#api-client/types.gen.js';
import { useWords } from '../../i18n/use-words.js';
import { Light, type LightColour } from '../../ui/light.js';

const colours: Readonly<Record<VisitRow['condition'], LightColour>> = {
  normal: 'green',
  slow: 'yellow',
  stopped: 'red',
  notStarted: 'grey',
};

export function Condition({ condition }: { condition: VisitRow['condition'] }) {
  const { t } = useWords();
  return <Light colour={colours[condition]} word={t(`visit.conditions.${condition}`)} />;
}
