import './chain.css';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { ChainLink, GuaranteeChain } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { span } from '../../format/dates.js';
import { amount, besideAmount, inLargeUnit, largeUnit, money } from '../../format/money.js';
import { percent } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { ImportLink } from '../../ui/import-link.js';
import { PlanBar } from '../../ui/bar.js';
import { Card, Empty } from '../../ui/page.js';
import { Light, type LightColour } from '../../ui/light.js';
import { Table } from '../../ui/table.js';

const colours: Readonly<Record<ChainLink['verdict'], LightColour>> = {
  kept: 'green',
  tight: 'yellow',
  broken: 'red',
  closedShort: 'red',
  closedKept: 'green',
};

/** The five links side by side, each holding the next. */
export function ChainCard({ chain }: { chain: GuaranteeChain }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const year = chain.links.find(({ kind }) => kind === 'year');
  if (!year || year.plan === 0)
    return (
      <Card title={t('cockpit.chain')}>
        <Empty title={t('cockpit.noPlan')} why={t('cockpit.noPlanWhy')}>
          <ImportLink />
        </Empty>
      </Card>
    );
  return (
    <Card title={t('cockpit.chain')} aside={<Legend pace={year.pace} />} flush>
      <ol className="chain">
        {chain.links.map((link) => (
          <LinkOfChain key={link.kind} link={link} />
        ))}
      </ol>
      <details className="chain-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('cockpit.chainTable')}</summary>
        {open && (
          <Table
            caption={t('cockpit.chainTable')}
            rows={chain.links}
            keyOf={({ kind }) => kind}
            columns={[
              {
                key: 'kind',
                head: t('cockpit.period'),
                cell: ({ kind, start, end }) => `${t(`cockpit.kind.${kind}`)} ${daysOf(start, end, language)}`,
              },
              ...(['plan', 'planToDate', 'actual', 'gap', 'forecast'] as const).map((key) => ({
                key,
                head: `${t(`cockpit.${key}`)} (${largeUnit(language)})`,
                number: true,
                cell: (link: ChainLink) => inLargeUnit(link[key], language),
              })),
              { key: 'why', head: t('cockpit.why'), cell: ({ why }) => why[language] },
            ]}
          />
        )}
      </details>
    </Card>
  );
}

function Legend({ pace }: { pace: number }) {
  const { t, language } = useWords();
  return (
    <span className="chain-legend">
      <span className="legend-mark done" aria-hidden /> {t('cockpit.done')}
      <span className="legend-mark forecast" aria-hidden /> {t('cockpit.forecast')}
      <span className="legend-mark time" aria-hidden /> {t('cockpit.time')}
      <b>
        {t('cockpit.paceNow')} {money(pace, language)}
      </b>
    </span>
  );
}

function LinkOfChain({ link }: { link: ChainLink }) {
  const { t, language } = useWords();
  const { kind, plan, actual, forecast, verdict, why, start, end, planToDate } = link;
  const share = (part: number) => (plan === 0 ? 0 : part / plan);
  const planned = amount(plan, language);
  const colour = colours[verdict];
  return (
    <li className={`link ${colour}`} title={why[language]}>
      <span className="link-guards" aria-hidden>
        {t('cockpit.guards')}
      </span>
      <div className="link-head">
        <h3>{t(`cockpit.kind.${kind}`)}</h3>
        <span className="muted">{kind === 'year' ? start.slice(0, 4) : daysOf(start, end, language)}</span>
        <Light colour={colour} word={t(`cockpit.verdict.${verdict}`)} />
      </div>
      <p className="link-figure">
        <b>{besideAmount(actual, plan, language)}</b>
        <span className="muted">
          / {planned.figure} {planned.unit}
        </span>
        <span className="link-share">{plan === 0 ? '–' : percent(share(actual))}</span>
      </p>
      <PlanBar
        done={share(actual)}
        forecast={share(forecast)}
        time={share(planToDate)}
        gap={verdict === 'tight' ? 'tight' : colour === 'red' ? 'broken' : 'none'}
      />
      <Outlook link={link} />
    </li>
  );
}

/** What is needed a day, and what the pace of now comes to. */
function Outlook({ link: { verdict, neededPace, forecast, plan, actual } }: { link: ChainLink }) {
  const { t, language } = useWords();
  const closed = verdict === 'closedShort' || verdict === 'closedKept';
  const short = plan - (closed ? actual : forecast);
  return (
    <p className="link-outlook">
      {closed ? (
        <span />
      ) : neededPace === null ? (
        <span>{t('cockpit.noDaysLeft')}</span>
      ) : (
        <span>
          {t('cockpit.needs')} <b>{besideAmount(neededPace, plan, language)}</b>
        </span>
      )}
      {short > 0 ? (
        <span>
          {t(closed ? 'cockpit.closedShort' : 'cockpit.expected')}{' '}
          <b className={verdict === 'tight' ? 'tight-ink' : 'bad-ink'}>{besideAmount(-short, plan, language)}</b>
        </span>
      ) : (
        <span>
          {t(closed ? 'cockpit.closedMet' : 'cockpit.expectedMet')} <Check aria-hidden size={14} className="good-ink" />
        </span>
      )}
    </p>
  );
}

const daysOf = (start: string, end: string, language: 'zh' | 'en') =>
  span(start, addDays(end as PlainDate, -1), language);
