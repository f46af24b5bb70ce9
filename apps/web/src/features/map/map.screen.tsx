import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getMap, listUnits } from '#api-client/sdk.gen.js';
import type { DistrictMap } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { drawnRegions } from '../../ui/drawn-regions.js';
import { MapDrawing } from '../../ui/map-drawing.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import './map.css';
import type { Office } from './matching.js';
import { ReplaceMap } from './replace-map.js';
import { SaveMap } from './save-map.js';
import { WithoutRegion } from './without-region.js';

/** 分布图: the offices as regions, as they are drawn now, and how they are replaced by a file. */
export function MapScreen() {
  const { t } = useWords();
  const session = useSession();
  const map = useQuery({ queryKey: ['map'], queryFn: () => call(getMap()), staleTime: Infinity });
  const offices = useQuery({
    queryKey: ['units', 'offices'],
    queryFn: async () => (await call(listUnits({ query: { kind: 'office', limit: 100 } }))).items,
    staleTime: 600_000,
  });
  return (
    <Page title={t('map.title')} sentence={t('map.sentence')}>
      <Loaded query={map} lines={8}>
        {(now) => (
          <Loaded query={offices}>
            {(known) => (
              <div className="stack">
                {mayDo(session, 'directory.write') ? (
                  <ReplaceMap map={now} offices={known}>
                    <MapNow map={now} offices={known} />
                  </ReplaceMap>
                ) : (
                  <MapNow map={now} offices={known} />
                )}
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function MapNow({ map, offices }: { map: DistrictMap; offices: readonly Office[] }) {
  const { t, language } = useWords();
  const regions = useMemo(() => drawnRegions(map, language), [map, language]);
  const without = offices.filter(({ id }) => map.regions.every(({ office }) => office.id !== id));
  if (map.regions.length === 0)
    return (
      <Card title={t('map.now')}>
        <Empty title={t('map.none')} why={t('map.noneWhy')} />
      </Card>
    );
  return (
    <Card
      title={t('map.now')}
      note={t('map.nowNote', { version: map.version, count: map.regions.length })}
      aside={<SaveMap map={map} words={t('map.download')} />}
    >
      <div className="map-frame">
        <MapDrawing label={t('map.label')} regions={regions} />
      </div>
      <WithoutRegion offices={without} />
      <p className="muted">
        {listed(
          map.regions.map(({ office }) => nameOf(office, language)),
          language,
        )}
      </p>
    </Card>
  );
}
