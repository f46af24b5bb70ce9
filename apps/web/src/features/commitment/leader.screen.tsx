import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getLeader } from '#api-client/sdk.gen.js';
import type { ContractStanding, LeaderPage, VisitRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { date, dayOf } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { LooksOf } from '../closing/looks-of.js';
import { Condition } from '../visit/condition.js';
import { ContractRow } from './contract-card.js';
import { OpenDecisions, OpenProblems } from './open-matters.js';
import { Standings } from './standing.js';
import './commitment.css';

/** What was done is read from its newest end. */
const LATEST = 5;

export function LeaderScreen() {
  const { id } = useParams({ from: '/within/leaders/$id' });
  const leader = useQuery({ queryKey: ['leader', id], queryFn: () => call(getLeader({ path: { id } })) });
  return (
    <LoadedPage query={leader} back="/leaders">
      {(found) => <Leader page={found} />}
    </LoadedPage>
  );
}

/** What waits, what was committed to and how it stands, what was done. */
function Leader({ page }: { page: LeaderPage }) {
  const { t } = useWords();
  const { leader, contracts, standings, waiting } = page;
  const running = contracts.filter(({ to }) => to === null);
  const ended = contracts.filter(({ to }) => to !== null);
  const of = (standing: ContractStanding['standing']) => running.filter((each) => each.standing === standing);
  const kept = of('kept');
  return (
    <Page
      title={leader.name}
      back="/leaders"
      aside={t('role.leader')}
      actions={<ExportLink table="commitments" filters={{ leaderId: leader.id }} />}
      sentence={t('commitment.sentence', {
        contracts: running.length,
        waiting: waiting.problems.length,
        broken: standings.broken,
        atRisk: standings.atRisk,
      })}
    >
      <div className="columns wide-first">
        <div className="stack">
          <Waiting page={page} />
          <Card title={t('commitment.contracts')} note={<Standings standings={standings} />} flush>
            {running.length === 0 && <Empty title={t('commitment.noContracts')} />}
            <Contracts contracts={[...of('broken'), ...of('atRisk')]} />
            {kept.length > 0 && (
              <details className="disclosure folded">
                <summary>{t('commitment.keptContracts', { count: kept.length })}</summary>
                <Contracts contracts={kept} />
              </details>
            )}
          </Card>
          {ended.length > 0 && (
            <Card title={t('commitment.ended')} flush>
              <Contracts contracts={ended} />
            </Card>
          )}
        </div>
        <div className="stack">
          <Done done={page.done} />
          <HandOvers handOvers={page.handOvers} />
        </div>
      </div>
    </Page>
  );
}

function Contracts({ contracts }: { contracts: readonly ContractStanding[] }) {
  return (
    <ul className="rows contracts">
      {contracts.map((contract) => (
        <ContractRow key={contract.id} contract={contract} />
      ))}
    </ul>
  );
}

function Waiting({ page: { leader, waiting } }: { page: LeaderPage }) {
  const { t } = useWords();
  return (
    <>
      <LooksOf leaderId={leader.id} />
      <Card title={t('commitment.waiting')} flush>
        {waiting.problems.length === 0 ? (
          <Empty title={t('commitment.nothingWaits')} />
        ) : (
          <OpenProblems problems={waiting.problems} />
        )}
      </Card>
      {waiting.decisions.length > 0 && (
        <Card title={t('commitment.openDecisions')} flush>
          <OpenDecisions decisions={waiting.decisions} />
        </Card>
      )}
    </>
  );
}

function Done({ done: { since, visits, solved } }: { done: LeaderPage['done'] }) {
  const { t, language } = useWords();
  const note = t('commitment.since', { on: date(since, language) });
  return (
    <>
      <Card title={t('commitment.visits')} note={note} flush>
        {visits.length === 0 && <Empty title={t('commitment.noVisits')} />}
        <Latest of={visits}>
          {({ id, on, condition, seen, project }) => (
            <li key={id} className="row">
              <div>
                <Link to="/visits/$id" params={{ id }} className="row-title">
                  {project.name}
                </Link>
                <p className="muted">{seen}</p>
              </div>
              <span className="muted">
                {date(on, language)} <Condition condition={condition as VisitRow['condition']} />
              </span>
            </li>
          )}
        </Latest>
      </Card>
      <Card title={t('commitment.solved')} note={note} flush>
        {solved.length === 0 && <Empty title={t('commitment.noneSolved')} />}
        <Latest of={solved}>
          {({ id, number, title, closedAt, project }) => (
            <li key={id} className="row">
              <div>
                <Link to="/problems/$id" params={{ id }} className="row-title">
                  {title}
                </Link>
                <p className="muted">
                  {number} · {project.name}
                </p>
              </div>
              <span className="muted">{date(dayOf(closedAt), language)}</span>
            </li>
          )}
        </Latest>
      </Card>
    </>
  );
}

/** The latest few; the rest is folded away. */
function Latest<T>({ of, children }: { of: readonly T[]; children: (each: T) => ReactNode }) {
  const { t } = useWords();
  const rest = of.slice(LATEST);
  return (
    <>
      <ul className="rows">{of.slice(0, LATEST).map(children)}</ul>
      {rest.length > 0 && (
        <details className="disclosure folded">
          <summary>{t('commitment.earlier', { count: rest.length })}</summary>
          <ul className="rows">{rest.map(children)}</ul>
        </details>
      )}
    </>
  );
}

function HandOvers({ handOvers }: { handOvers: LeaderPage['handOvers'] }) {
  const { t, language } = useWords();
  if (handOvers.length === 0) return null;
  return (
    <Card title={t('handOver.many')} flush>
      <ul className="rows">
        {handOvers.map(({ contractId, project, from, to, on, result }) => (
          <li key={contractId} className="row">
            <div>
              <Link to="/contracts/$id/hand-over-sheet" params={{ id: contractId }} className="row-title">
                {project.name}
              </Link>
              <p className="muted">{t('handOver.fromTo', { from: from.name, to: to.name })}</p>
              {result !== '' && <p className="long">{result}</p>}
            </div>
            <span className="muted">{date(on, language)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
