import './rulings.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { getProblem } from '#api-client/sdk.gen.js';
import type { Problem } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { today } from '../../format/clock.js';
import { dayOf, daysFrom, day } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { ActDialog } from '../problem/act-dialog.js';
import { problemActs, type ProblemAct } from '../problem/problem-acts.js';
import { rulingsQuery } from './rulings-card.js';

/** What reached the principal, each with its story in short and the word that settles it: two taps and a sentence. */
export function RulingsScreen() {
  const { t } = useWords();
  const rulings = useQuery(rulingsQuery);
  const count = rulings.data?.items.length ?? 0;
  return (
    <Page title={t('ruling.title')} back="/cockpit" sentence={count > 0 && t('ruling.sentence', { n: count })}>
      <Loaded query={rulings}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('ruling.none')} why={t('ruling.noneWhy')} />
          ) : (
            <div className="stack">
              {items.map(({ id }) => (
                <Ruling key={id} id={id} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Ruling({ id }: { id: string }) {
  const problem = useQuery({ queryKey: ['problem', id], queryFn: () => call(getProblem({ path: { id } })) });
  return <Loaded query={problem}>{(found) => <RulingCard problem={found} />}</Loaded>;
}

/** The acts of a ruling, in the order of their use. */
const first = ['answer', 'sendDown'];

function RulingCard({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState<ProblemAct | null>(null);
  const allowed = problemActs.filter(({ type }) => problem.allowed.includes(type));
  const main = first.flatMap((type) => allowed.filter((act) => act.type === type));
  const others = allowed.filter((act) => !main.includes(act) && act.type !== 'accept');
  return (
    <div id={problem.id} className="ruling-card">
      <Card title={problem.title} note={t('cockpit.stood', { n: daysFrom(dayOf(problem.filedAt), today()) })}>
        <p className="muted">
          {[
            problem.project.name,
            nameOf(problem.office, language),
            problem.leadDepartment && nameOf(problem.leadDepartment, language),
            t('ruling.filedBy', { name: problem.filedBy.name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="long">{problem.description}</p>
        <h3>{t('ruling.way')}</h3>
        <ol className="way">
          {problem.passages.map(({ rung, how, enteredAt, reason }, index) => (
            <li key={index}>
              <span className="muted">{day(dayOf(enteredAt), language)}</span>
              <span>
                <b>{t(`ladder.rung${rung}`)}</b> {t(`ruling.how.${how}`)}
                {reason && <span className="muted"> {reason}</span>}
              </span>
            </li>
          ))}
        </ol>
        <div className="acts">
          {main.map((act, index) => (
            <Button key={act.type} look={index === 0 ? 'main' : 'plain'} onClick={() => setOpen(act)}>
              {t(`act.${act.type}.do`)}
            </Button>
          ))}
          {others.map((act) => (
            <Button key={act.type} look="quiet" onClick={() => setOpen(act)}>
              {t(`act.${act.type}.do`)}
            </Button>
          ))}
          <Link to="/problems/$id" params={{ id: problem.id }} className="button quiet">
            {t('ruling.more')}
          </Link>
        </div>
        {open && <ActDialog problem={problem} act={open} onClose={() => setOpen(null)} />}
      </Card>
    </div>
  );
}
