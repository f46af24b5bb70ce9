import { useQuery } from '@tanstack/react-query';
import { listLooks } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Look } from './looks-of.js';
import './closing.css';

/** Who must look at what: ten-day periods that closed short, open duties first. */
export function LooksScreen() {
  const { t } = useWords();
  const looks = useQuery({ queryKey: ['looks', 'all'], queryFn: () => call(listLooks({ query: {} })) });
  return (
    <Page title={t('look.title')} sentence={t('look.what')} back="/closings" actions={<ExportLink table="looks" />}>
      <Card flush>
        <Loaded query={looks} lines={6}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t('look.none')} why={t('look.noneWhy')} />
            ) : (
              <ul className="rows">
                {found.map((look) => (
                  <Look key={look.id} look={look} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
