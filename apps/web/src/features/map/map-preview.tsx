import { useMemo } from 'react';
import { shortOffice } from '../../format/unit-names.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { useFieldOf } from '../../ui/form.js';
import { MapDrawing } from '../../ui/map-drawing.js';
import { Card } from '../../ui/page.js';
import { Table } from '../../ui/table.js';
import type { MapFile } from './map-file.js';
import { matched, type Match, type Office } from './matching.js';
import { featureWords, rowOf } from './refused.js';
import { WithoutRegion } from './without-region.js';

/** The file drawn, and region by region whose it is, before anything is replaced. */
export function MapPreview({ file, offices }: { file: MapFile; offices: readonly Office[] }) {
  const { t, language } = useWords();
  const { matches, without } = useMemo(() => matched(file.features, offices), [file, offices]);
  const regions = useMemo(
    () =>
      matches.map(({ feature, office, again }) => ({
        key: String(feature.number),
        name: office ? shortOffice(nameOf(office, language)) : feature.name || String(feature.number),
        polygons: feature.polygons,
        stray: office === null || again !== null,
      })),
    [matches, language],
  );
  const fitting = matches.filter(({ office, again }) => office !== null && again === null).length;
  return (
    <Card title={t('map.preview')} note={t('map.previewNote', { file: file.fileName, fitting, count: matches.length })}>
      <div className="columns">
        <div className="map-frame">
          <MapDrawing label={t('map.previewLabel')} regions={regions} />
        </div>
        <div>
          <WithoutRegion offices={without} />
          <Table
            caption={t('map.matching')}
            rows={matches}
            keyOf={({ feature }) => String(feature.number)}
            columns={[
              { key: 'region', head: t('map.region'), cell: (match) => <Region match={match} /> },
              { key: 'office', head: t('map.office'), cell: (match) => <Whose match={match} /> },
              {
                key: 'points',
                head: t('map.points'),
                number: true,
                cell: ({ feature }) => feature.polygons.flat(2).length,
              },
            ]}
          />
        </div>
      </div>
    </Card>
  );
}

/** The row's name, to which the summary of what was refused leads, with what is wrong with it. */
function Region({ match: { feature } }: { match: Match }) {
  const { t } = useWords();
  const { id, fault } = useFieldOf(rowOf(feature));
  return (
    <>
      <span id={id} tabIndex={-1} aria-describedby={fault && `${id}-error`}>
        {featureWords(t, feature)}
      </span>
      {fault && (
        <p id={`${id}-error`} className="field-error">
          {fault}
        </p>
      )}
    </>
  );
}

function Whose({ match: { office, again } }: { match: Match }) {
  const { t, language } = useWords();
  if (!office) return <strong className="bad-ink">{t('map.nobody')}</strong>;
  if (again !== null) return <strong className="bad-ink">{t('map.again', { number: again })}</strong>;
  return nameOf(office, language);
}
