import { useQuery } from '@tanstack/react-query';
import { listMeetingSeries } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';

interface Item {
  readonly number?: number;
  readonly kind?: string;
  readonly name?: string;
  readonly seriesId?: string;
}

/** What an item of a list of a policy is called. */
export function useTitles(definition: unknown): (list: string, item: unknown, index: number) => string {
  const { t, language } = useWords();
  const hasSeries = typeof definition === 'object' && definition !== null && 'series' in definition;
  const series = useQuery({
    queryKey: ['series'],
    queryFn: () => call(listMeetingSeries()),
    enabled: hasSeries,
    staleTime: 600_000,
  });
  return (list, item, index) => {
    const { number, kind, name, seriesId } = item as Item;
    if (list === 'rungs') return t(`ladder.rung${number ?? index + 1}`);
    if (list === 'links') return t(`cockpit.kind.${kind ?? 'week'}`);
    if (list === 'ladders') return name || t('policy.newLadder');
    if (list === 'series') {
      const found = series.data?.find(({ id }) => id === seriesId);
      return found ? (language === 'en' ? found.nameEn : found.name) : t('policy.nth', { n: index + 1 });
    }
    return t('policy.nth', { n: index + 1 });
  };
}
