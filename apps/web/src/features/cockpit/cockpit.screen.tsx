import './cockpit.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { getChain } from '#api-client/sdk.gen.js';
import type { GuaranteeChain } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { day, span } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, IconButton } from '../../ui/button.js';
import { Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { ChainCard } from './chain-card.js';
import { LadderCard } from './ladder-card.js';
import { LightsCard } from './lights-card.js';
import { MapCard } from './map-card.js';
import { ResultsCard } from './results-card.js';
import { RulingsCard } from './rulings-card.js';

/** Will it hold, who is short, what needs me: one look, nothing to tap before one knows. */
export function CockpitScreen() {
  const { t } = useWords();
  const { on = today() } = useSearch({ from: '/within/cockpit' });
  const session = useSession();
  const chain = useQuery({
    queryKey: ['chain', 'mine', on],
    queryFn: () => call(getChain({ query: { on } })),
    placeholderData: (before) => before,
  });
  return (
    <Page
      title={t('cockpit.title')}
      aside={<WeekStepper on={on} chain={chain.data} />}
      sentence={chain.data && <Sentence chain={chain.data} />}
    >
      <div className="cockpit">
        {session.roles.some((role) => role === 'principal' || role === 'coordinator') && (
          <div className="cockpit-rulings">
            <RulingsCard />
          </div>
        )}
        <div className="cockpit-chain">
          <Loaded query={chain} lines={6}>
            {(found) => <ChainCard chain={found} />}
          </Loaded>
          <Onward />
        </div>
        {mayDo(session, 'problem.read') && (
          <div className="cockpit-ladder">
            <LadderCard />
          </div>
        )}
        <div className="cockpit-lights">
          <LightsCard on={on} />
        </div>
        <div className="cockpit-map">
          <MapCard on={on} />
        </div>
        <div className="cockpit-results">
          <ResultsCard />
        </div>
      </div>
    </Page>
  );
}

/** Where what the chain says is told in full: periods as they closed, cards, who answers for what. */
function Onward() {
  const { t } = useWords();
  const session = useSession();
  return (
    <nav className="cockpit-onward" aria-label={t('cockpit.onward')}>
      <Link to="/closings">{t('closing.title')}</Link>
      <Link to="/cards">{t('card.title')}</Link>
      {mayDo(session, 'contract.read') && <Link to="/leaders">{t('commitment.leaders')}</Link>}
    </nav>
  );
}

function WeekStepper({ on, chain }: { on: string; chain: GuaranteeChain | undefined }) {
  const { t, language } = useWords();
  const navigate = useNavigate({ from: '/cockpit' });
  const week = chain?.links.find(({ kind }) => kind === 'week');
  const year = chain?.links.find(({ kind }) => kind === 'year');
  const missing = year?.missing ?? 0;
  const planned = year !== undefined && year.plan > 0;
  const go = (date: string) => void navigate({ search: date === today() ? {} : { on: date }, replace: true });
  const step = (days: number) => {
    const to = addDays(on as PlainDate, days);
    go(to > today() ? today() : to);
  };
  return (
    <div className="week-stepper">
      <IconButton label={t('cockpit.weekBefore')} onClick={() => step(-7)}>
        <ChevronLeft aria-hidden size={18} />
      </IconButton>
      <b>{week ? span(week.start, addDays(week.end as PlainDate, -1), language) : day(on, language)}</b>
      <IconButton label={t('cockpit.weekAfter')} onClick={() => step(7)} disabled={on >= today()}>
        <ChevronRight aria-hidden size={18} />
      </IconButton>
      {on !== today() && (
        <Button look="quiet" onClick={() => go(today())}>
          {t('cockpit.backToToday')}
        </Button>
      )}
      {chain && (
        <span className="muted">
          {t('cockpit.asOf', { at: day(chain.countedTo, language) })}
          {planned && ` · ${missing > 0 ? t('cockpit.missing', { n: missing }) : t('cockpit.allIn')}`}
          {chain.provisional && ` · ${t('cockpit.provisional')}`}
        </span>
      )}
    </div>
  );
}

function Sentence({ chain }: { chain: GuaranteeChain }) {
  const { t, language } = useWords();
  return (
    <>
      {chain.sentence[language]}
      {chain.narrowed && <small className="muted"> {t('cockpit.narrowed')}</small>}
    </>
  );
}
