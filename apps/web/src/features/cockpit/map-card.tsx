import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { getMap } from '#api-client/sdk.gen.js';
import type { DistrictMap } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { inLargeUnit } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { LightShape } from '../../ui/light.js';
import { drawnRegions } from '../../ui/drawn-regions.js';
import { MapDrawing } from '../../ui/map-drawing.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { lightsQuery, NoProjects, type ProjectLight } from './lights-card.js';

/** Where the projects lie, office by office: those behind, or all. Below it in words those with the largest gaps. */
export function MapCard({ on }: { on: string }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const map = useQuery({ queryKey: ['map'], queryFn: () => call(getMap()), staleTime: Infinity });
  const lights = useQuery(lightsQuery(on));
  return (
    <Card
      title={t('cockpit.map')}
      note={t('cockpit.mapNote')}
      aside={
        <div className="segmented" role="group" aria-label={t('cockpit.mapChoice')}>
          <button type="button" aria-pressed={!all} onClick={() => setAll(false)}>
            {t('cockpit.onlyBehind')}
          </button>
          <button type="button" aria-pressed={all} onClick={() => setAll(true)}>
            {t('cockpit.all')}
          </button>
        </div>
      }
    >
      <Loaded query={map} lines={8}>
        {(found) =>
          found.regions.length === 0 ? (
            <Empty title={t('cockpit.noMap')} />
          ) : lights.data?.items.length === 0 ? (
            <NoProjects />
          ) : (
            <Regions map={found} marks={(lights.data?.items ?? []).filter(({ light }) => all || light !== 'green')} />
          )
        }
      </Loaded>
      {lights.data && lights.data.items.length > 0 && <Furthest lights={lights.data.items} />}
    </Card>
  );
}

function Regions({ map, marks }: { map: DistrictMap; marks: readonly ProjectLight[] }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const regions = useMemo(() => drawnRegions(map, language), [map, language]);
  return (
    <MapDrawing
      label={t('cockpit.mapLabel')}
      regions={regions}
      marks={(place) =>
        marks.map(({ id, name, light, longitude, latitude }) => {
          const at = longitude === null || latitude === null ? null : place(longitude, latitude);
          return (
            at && (
              <g
                key={id}
                className={`map-mark light-shape ${light}`}
                transform={`translate(${at[0] - 4} ${at[1] - 4})`}
                onClick={() => void navigate({ to: '/projects/$id', params: { id } })}
              >
                <title>{`${name} · ${t(`cockpit.light.${light}`)}`}</title>
                {light === 'green' && <circle cx="4" cy="4" r="3" />}
                {light === 'yellow' && <path d="M4 0.5 7.8 7.3H0.2Z" />}
                {light === 'red' && <rect x="0.6" y="0.6" width="6.8" height="6.8" />}
                {light === 'grey' && <circle cx="4" cy="4" r="3" fill="none" strokeDasharray="1.6 1.2" />}
              </g>
            )
          );
        })
      }
    />
  );
}

function Furthest({ lights }: { lights: readonly ProjectLight[] }) {
  const { t, language } = useWords();
  const furthest = lights
    .filter(({ light, gap }) => (light === 'red' || light === 'yellow') && gap > 0)
    .sort((a, b) => b.gap - a.gap)
    .slice(0, 3);
  if (furthest.length === 0) return <p className="muted">{t('cockpit.noneBehind')}</p>;
  return (
    <ul className="furthest" aria-label={t('cockpit.furthestBehind')}>
      {furthest.map(({ id, name, light, gap }) => (
        <li key={id}>
          <LightShape colour={light} />
          <Link to="/projects/$id" params={{ id }}>
            {name}
          </Link>
          <b className="bad-ink">{inLargeUnit(-gap, language)}</b>
        </li>
      ))}
    </ul>
  );
}
