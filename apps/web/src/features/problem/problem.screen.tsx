import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getProblem } from '#api-client/sdk.gen.js';
import type { Problem } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { moment } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { ClockAccount } from '../../ui/clock-account.js';
import { Card, Page } from '../../ui/page.js';
import { Rungs } from '../../ui/rungs.js';
import { Loaded } from '../../ui/states.js';
import { ActDialog } from './act-dialog.js';
import { problemActs, type ProblemAct } from './problem-acts.js';
import { ProblemLight } from './problem-list.js';
import { Requests } from './problem-requests.js';
import { Timeline } from './problem-timeline.js';

import './problem.css';

export function ProblemScreen() {
  const { id } = useParams({ from: '/within/problems/$id' });
  const problem = useQuery({ queryKey: ['problem', id], queryFn: () => call(getProblem({ path: { id } })) });
  return <Loaded query={problem}>{(found) => <ProblemPage problem={found} />}</Loaded>;
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
  return (
    <Page title={problem.title} sentence={sentence} actions={<ProblemLight problem={problem} />}>
      <Rungs rung={problem.rung} passed={problem.passages.map(({ rung }) => rung)} />
      <Acts problem={problem} />
      <div className="columns wide-first">
        <div className="stack">
          <Card title={t('problem.what')}>
            <p className="long">{problem.description}</p>
            <Facts problem={problem} />
          </Card>
          <Requests problem={problem} />
          <Timeline problemId={problem.id} />
        </div>
        <Clocks problem={problem} />
      </div>
    </Page>
  );
}

function Acts({ problem }: { problem: Problem }) {
  const { t } = useWords();
  const [open, setOpen] = useState<ProblemAct | null>(null);
  const allowed = problemActs.filter(({ type }) => problem.allowed.includes(type));
  if (allowed.length === 0) return null;
  return (
    <div className="acts">
      {allowed.map((act, index) => (
        <button
          key={act.type}
          type="button"
          className={index === 0 ? 'button' : 'button plain'}
          onClick={() => setOpen(act)}
        >
          {t(`act.${act.type}.do`)}
        </button>
      ))}
      {open && <ActDialog problem={problem} act={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Facts({ problem }: { problem: Problem }) {
  const { t, language } = useWords();
  const departments = [problem.leadDepartment, ...problem.assistingDepartments].filter((unit) => unit !== null);
  return (
    <dl className="facts">
      <Fact name={t('problem.number')}>{problem.number}</Fact>
      <Fact name={t('project.one')}>
        <Link to="/projects/$id" params={{ id: problem.project.id }}>
          {problem.project.name}
        </Link>
      </Fact>
      <Fact name={t('problem.categoryLabel')}>{t(`problem.category.${problem.category}`)}</Fact>
      <Fact name={t('problem.office')}>{nameOf(problem.office, language)}</Fact>
      <Fact name={t('problem.leader')}>{problem.leader?.name ?? t('problem.noLeader')}</Fact>
      <Fact name={t('problem.departments')}>
        {departments.length === 0
          ? t('problem.noDepartment')
          : listed(
              departments.map((unit) => nameOf(unit, language)),
              language,
            )}
      </Fact>
      <Fact name={t('problem.filedBy')}>{`${problem.filedBy.name} · ${moment(problem.filedAt, language)}`}</Fact>
      {problem.reopened > 0 && <Fact name={t('problem.reopened')}>{problem.reopened}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
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
          <dl className="facts">
            <Fact name={t('clock.sign')}>
              {whistle.signedAt
                ? t('clock.met', { at: moment(whistle.signedAt, language) })
                : moment(whistle.signDueAt, language)}
            </Fact>
            <Fact name={t('clock.contact')}>
              {whistle.contactedAt
                ? t('clock.met', { at: moment(whistle.contactedAt, language) })
                : moment(whistle.contactDueAt ?? whistle.signDueAt, language)}
            </Fact>
          </dl>
        </Card>
      )}
      {clocks.map(({ key, clock }) => (
        <Card key={key} title={t(`clock.${key}`)}>
          <p className="clock-due">
            {clock!.metAt
              ? t('clock.met', { at: moment(clock!.metAt, language) })
              : t('clock.due', { at: moment(clock!.dueAt, language) })}
          </p>
          <ClockAccount days={clock!.days} />
          {clock!.provisional && <p className="hint">{t('clock.provisional')}</p>}
        </Card>
      ))}
    </div>
  );
}
