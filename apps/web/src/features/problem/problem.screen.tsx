import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getProblem } from '#api-client/sdk.gen.js';
import type { Problem, ProblemRating } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { moment } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { ActRow } from '../../ui/act-row.js';
import { ClockCard } from '../../ui/clock-account.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card, Facts, Page } from '../../ui/page.js';
import { Rungs } from '../../ui/rungs.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { ActDialog } from './act-dialog.js';
import { nothingSaid, problemActs, type ProblemAct } from './problem-acts.js';
import { ProblemLight } from './problem-list.js';
import { Requests } from './problem-requests.js';
import { Timeline } from './problem-timeline.js';

import './problem.css';

export function ProblemScreen() {
  const { id } = useParams({ from: '/within/problems/$id' });
  const problem = useQuery({ queryKey: ['problem', id], queryFn: () => call(getProblem({ path: { id } })) });
  return (
    <LoadedPage query={problem} back="/problems">
      {(found) => <ProblemPage problem={found} />}
    </LoadedPage>
  );
}

function ProblemPage({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const { status, resolutionDueAt, overdue } = problem;
  const sentence =
    status === 'open' && resolutionDueAt
      ? t(overdue ? 'problem.sentenceLate' : 'problem.sentence', {
          rung: t(`ladder.rung${problem.rung}`),
          who: t(`ladder.answerer.${problem.answeredBy}`),
          at: moment(resolutionDueAt, language),
        })
      : t(`problem.sentence_${status}`, { rung: t(`ladder.rung${problem.rung}`) });
  // What waits for this person's yes or no comes before what they know already.
  const rules = problem.allowed.some((act) => act === 'decidePause' || act === 'decideExtension');
  return (
    <Page
      title={problem.title}
      sentence={sentence}
      back="/problems"
      aside={
        <>
          {problem.number} · <ProblemLight problem={problem} />
        </>
      }
    >
      <Rungs rung={problem.rung} passed={problem.passages.map(({ rung }) => rung)} />
      <Acts problem={problem} />
      <div className="columns wide-first">
        <div className="stack">
          {rules && <Requests problem={problem} />}
          <Card title={t('problem.what')}>
            {problem.description !== problem.title && <p className="long said">{problem.description}</p>}
            <ProblemFacts problem={problem} />
          </Card>
          {!rules && <Requests problem={problem} />}
          <Timeline problemId={problem.id} />
        </div>
        <Clocks problem={problem} />
      </div>
    </Page>
  );
}

function Acts({ problem }: { problem: Problem }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState<ProblemAct | null>(null);
  const tap = useMutation({
    mutationFn: (act: ProblemAct) => act.send(problem.id, problem.version, nothingSaid),
    onSuccess: (_, act) => toast(t('act.done', { act: t(`act.${act.type}.title`), number: problem.number })),
    onSettled: () => {
      for (const key of ['problem', 'problems', 'timeline']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const allowed = problemActs.filter(({ type }) => problem.allowed.includes(type));
  return (
    <>
      <ErrorSummary error={tap.error} />
      <ActRow
        acts={allowed.map((act) => ({
          key: act.type,
          label: t(act.type === 'rate' && problem.rating ? 'act.rate.again' : `act.${act.type}.do`),
          aside: act.aside,
          busy: tap.isPending && tap.variables === act,
          onDo: () => (act.fields.length === 0 ? tap.mutate(act) : setOpen(act)),
        }))}
      />
      {open && <ActDialog problem={problem} act={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function ProblemFacts({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const departments = [problem.leadDepartment, ...problem.assistingDepartments].filter((unit) => unit !== null);
  return (
    <Facts
      facts={[
        [
          t('project.one'),
          <Link key="project" to="/projects/$id" params={{ id: problem.project.id }}>
            {problem.project.name}
          </Link>,
        ],
        [t('problem.categoryLabel'), t(`problem.category.${problem.category}`)],
        [t('problem.office'), nameOf(problem.office, language)],
        [t('problem.leader'), problem.leader?.name ?? t('problem.noLeader')],
        [
          t('problem.departments'),
          departments.length === 0
            ? t('problem.noDepartment')
            : listed(
                departments.map((unit) => nameOf(unit, language)),
                language,
              ),
        ],
        [t('problem.filedBy'), `${problem.filedBy.name} · ${moment(problem.filedAt, language)}`],
        ...(problem.decision
          ? [
              [
                t('decision.one'),
                <Link key="decision" to="/decisions/$id" params={{ id: problem.decision.id }}>
                  {problem.decision.dueAt
                    ? t('decision.dueOn', { at: moment(problem.decision.dueAt, language) })
                    : t('decision.see')}
                </Link>,
              ] as const,
            ]
          : []),
        ...(problem.mergedIntoId
          ? [
              [
                t('problem.mergedInto'),
                <Link key="into" to="/problems/$id" params={{ id: problem.mergedIntoId }}>
                  {t('problem.see')}
                </Link>,
              ] as const,
            ]
          : []),
        ...(problem.rating ? [[t('rating.one'), <Rating key="rating" rating={problem.rating} />] as const] : []),
        ...(problem.reopened > 0 ? [[t('problem.reopened'), problem.reopened] as const] : []),
        ...(problem.timesOnAgenda > 0 ? [[t('problem.onAgendas'), problem.timesOnAgenda] as const] : []),
      ]}
    />
  );
}

function Rating({ rating: { score, text, by, at, changedAt } }: { rating: ProblemRating }) {
  const { t, language } = useWords();
  return (
    <>
      {t(`rating.score.${score}`)} · {by.name} · {moment(changedAt ?? at, language)}
      {text !== '' && <p className="long">{text}</p>}
    </>
  );
}

function Clocks({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const { response, resolution, verification, whistle } = problem.clocks;
  const clocks = [
    { key: 'response', clock: response },
    { key: 'resolution', clock: resolution },
    { key: 'verification', clock: verification },
  ].filter(({ clock }) => clock !== null);
  if (clocks.length === 0 && !whistle) return null;
  return (
    <div className="stack">
      {whistle && (
        <Card title={t('clock.whistle')}>
          <Facts
            facts={[
              [
                t('clock.sign'),
                whistle.signedAt
                  ? t('clock.met', { at: moment(whistle.signedAt, language) })
                  : t('clock.due', { at: moment(whistle.signDueAt, language) }),
              ],
              [
                t('clock.contact'),
                whistle.contactedAt
                  ? t('clock.met', { at: moment(whistle.contactedAt, language) })
                  : whistle.contactDueAt && t('clock.due', { at: moment(whistle.contactDueAt, language) }),
              ],
            ]}
          />
        </Card>
      )}
      {clocks.map(({ key, clock }) => (
        <ClockCard
          key={key}
          title={t(`clock.${key}`)}
          due={
            clock!.metAt
              ? t('clock.met', { at: moment(clock!.metAt, language) })
              : t('clock.due', { at: moment(clock!.dueAt, language) })
          }
          days={clock!.days}
          provisional={clock!.provisional}
        />
      ))}
    </div>
  );
}
