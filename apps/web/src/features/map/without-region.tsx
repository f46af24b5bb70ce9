import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import type { Office } from './matching.js';

/** Offices that the map does not show, said in words. */
export function WithoutRegion({ offices }: { offices: readonly Office[] }) {
  const { t, language } = useWords();
  if (offices.length === 0) return <p>{t('map.allHave')}</p>;
  const names = offices.map((office) => nameOf(office, language));
  return (
    <p>
      <strong>{t('map.without', { n: offices.length })}</strong> {listed(names, language)}
    </p>
  );
}
