import { geoIdentity, geoPath } from 'd3-geo';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { getMap } from '#api-client/sdk.gen.js';
import type { DistrictMap } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { inLargeUnit } from '../../format/money.js';
import { shortOffice } from '../../format/unit-names.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { LightShape } from '../../ui/light.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { lightsQuery, NoProjects, type ProjectLight } from './lights-card.js';

const WIDTH = 320;
const HEIGHT = 280;

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

/** North is up: what lies further north has the smaller y. The scale of a district needs no globe. */
function projected(map: DistrictMap) {
  const shape = {
    type: 'GeometryCollection' as const,
    geometries: map.regions.map(({ polygons }) => ({
      type: 'MultiPolygon' as const,
      coordinates: polygons as number[][][][],
    })),
  };
  return geoIdentity()
    .reflectY(true)
    .fitExtent(
      [
        [6, 6],
        [WIDTH - 6, HEIGHT - 6],
      ],
      shape,
    );
}

function Regions({ map, marks }: { map: DistrictMap; marks: readonly ProjectLight[] }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const drawn = useMemo(() => {
    const projection = projected(map);
    const path = geoPath(projection);
    return {
      projection,
      regions: map.regions.map(({ office, polygons }) => {
        const shape = { type: 'MultiPolygon' as const, coordinates: polygons as number[][][][] };
        return { office, d: path(shape) ?? '', centre: path.centroid(shape) };
      }),
    };
  }, [map]);
  return (
    <svg className="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('cockpit.mapLabel')}>
      {drawn.regions.map(({ office, d }) => (
        <path key={office.id} className="map-region" d={d} />
      ))}
      {drawn.regions.map(({ office, centre: [x, y] }) => (
        <text key={office.id} className="map-name" x={x} y={y}>
          {shortOffice(nameOf(office, language))}
        </text>
      ))}
      {marks.map(({ id, name, light, longitude, latitude }) => {
        const at = longitude === null || latitude === null ? null : drawn.projection([longitude, latitude]);
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
      })}
    </svg>
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
