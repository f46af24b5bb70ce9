import './lights.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { getLights } from '#api-client/sdk.gen.js';
import type { Lights } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { date } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { percent } from '../../format/numbers.js';
import { shortOffice } from '../../format/unit-names.js';
import type { Language } from '../../i18n/i18n.js';
import { useWords, type Words } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ExportLink } from '../../ui/export-link.js';
import { Light, LightShape, type LightColour } from '../../ui/light.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';

export type ProjectLight = Lights['items'][number];

export const lightsQuery = (on: string) => ({
  queryKey: ['lights', on],
  queryFn: () => call(getLights({ query: { on } })),
  placeholderData: (before: Lights | undefined) => before,
});

/** From the worst to the best. */
const order: readonly LightColour[] = ['red', 'yellow', 'grey', 'green'];

interface OfficeRow {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly lights: readonly ProjectLight[];
  /** Done of the plan to date; null while nothing was due. */
  readonly ratio: number | null;
}

function rowsOf(lights: readonly ProjectLight[]): OfficeRow[] {
  const byOffice = new Map<string, ProjectLight[]>();
  for (const each of lights) byOffice.set(each.office.id, [...(byOffice.get(each.office.id) ?? []), each]);
  return [...byOffice.values()]
    .map((own) => {
      const planned = own.reduce((so, { planToDate }) => so + planToDate, 0);
      const done = own.reduce((so, { actual }) => so + actual, 0);
      return {
        ...own[0]!.office,
        lights: own.sort((a, b) => order.indexOf(a.light) - order.indexOf(b.light) || b.gap - a.gap),
        ratio: planned === 0 ? null : done / planned,
      };
    })
    .sort((a, b) => (a.ratio ?? 2) - (b.ratio ?? 2));
}

/** Every project as one mark, office by office, the worst first; an office opens to its projects by name. */
export function LightsCard({ on }: { on: string }) {
  const { t } = useWords();
  const lights = useQuery(lightsQuery(on));
  return (
    <Card
      title={t('cockpit.lights')}
      note={lights.data && lights.data.items.length > 0 && t('cockpit.lightsNote', { n: lights.data.items.length })}
      aside={<ExportLink table="lights" of={t('cockpit.lights')} filters={{ on }} />}
      flush
    >
      <Loaded query={lights} lines={12}>
        {({ items: found }) => (found.length === 0 ? <NoProjects /> : <Wall lights={found} />)}
      </Loaded>
    </Card>
  );
}

export function NoProjects() {
  const { t } = useWords();
  return <Empty title={t('cockpit.noProjects')} why={t('cockpit.noProjectsWhy')} />;
}

function Wall({ lights }: { lights: readonly ProjectLight[] }) {
  const { t, language } = useWords();
  const [office, setOffice] = useState<OfficeRow | null>(null);
  const rows = useMemo(() => rowsOf(lights), [lights]);
  return (
    <>
      <p className="light-counts">
        {order.map((colour) => (
          <span key={colour}>
            <Light colour={colour} word={t(`cockpit.light.${colour}`)} />{' '}
            <b>{lights.filter(({ light }) => light === colour).length}</b>
          </span>
        ))}
      </p>
      <div className="wall" role="list">
        <div className="wall-head muted" aria-hidden>
          <span>{t('cockpit.office')}</span>
          <span>{t('cockpit.behindFirst')}</span>
          <span>{t('cockpit.ofToDate')}</span>
        </div>
        {rows.map((row) => (
          <div key={row.id} role="listitem">
            <button type="button" className="wall-row" onClick={() => setOffice(row)}>
              <span className="wall-name">{shortOffice(language === 'en' ? row.nameEn : row.name)}</span>
              <span className="wall-lights" aria-hidden>
                {row.lights.map(({ id, light }) => (
                  <LightShape key={id} colour={light} size={10} />
                ))}
              </span>
              <span className="wall-counts">
                {(['red', 'yellow'] as const).map((colour) => {
                  const n = row.lights.filter(({ light }) => light === colour).length;
                  return n === 0 ? null : (
                    <span key={colour} className={`light ${colour}`}>
                      <LightShape colour={colour} size={10} />
                      <span className="away">{t(`cockpit.light.${colour}`)}</span>
                      {n}
                    </span>
                  );
                })}
              </span>
              <b className={row.ratio !== null && row.ratio < 0.9 ? 'bad-ink wall-ratio' : 'wall-ratio'}>
                {row.ratio === null ? '–' : percent(row.ratio)}
              </b>
            </button>
          </div>
        ))}
      </div>
      {office && <OfficeDialog office={office} onClose={() => setOffice(null)} />}
    </>
  );
}

/** The projects of an office by name, each with its light and why. */
function OfficeDialog({ office, onClose }: { office: OfficeRow; onClose: () => void }) {
  const { t, language } = useWords();
  const [all, setAll] = useState(false);
  const behind = office.lights.filter(({ light }) => light !== 'green');
  const listed = all || behind.length === 0 ? office.lights : behind;
  return (
    <Dialog title={language === 'en' ? office.nameEn : office.name} onClose={onClose} wide>
      <ul className="rows">
        {listed.map(({ id, name, light, why, percent: done }) => (
          <li key={id} className="row light-row">
            <Light colour={light} word={t(`cockpit.light.${light}`)} />
            <div>
              <Link to="/projects/$id" params={{ id }} className="row-title">
                {name}
              </Link>
              <p className="muted">{reasonWords(t, language, why)}</p>
            </div>
            <b>{done === null ? '–' : `${done}%`}</b>
          </li>
        ))}
      </ul>
      {listed.length < office.lights.length && (
        <Button look="plain" onClick={() => setAll(true)}>
          {t('cockpit.allOf', { n: office.lights.length })}
        </Button>
      )}
    </Dialog>
  );
}

/** Why a light shows what it shows. */
function reasonWords(t: Words, language: Language, { code, args }: ProjectLight['why']): string {
  const yuan = (key: string) => (typeof args[key] === 'number' ? money(args[key], language) : '');
  return t(`cockpit.${code.replace('light.', 'reason_')}`, {
    ...args,
    actual: yuan('actual'),
    planToDate: yuan('planToDate'),
    gap: yuan('gap'),
    week: typeof args.weekStart === 'string' ? date(args.weekStart, language) : '',
  });
}
