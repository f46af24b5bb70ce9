import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getDecision } from '#api-client/sdk.gen.js';
import type { Decision } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { date, day, moment } from '../../format/dates.js';
import { listed } from '../../format/lists.js';
import { nameOf, useWords, type Words } from '../../i18n/use-words.js';
import type { Language } from '../../i18n/i18n.js';
import { ActRow } from '../../ui/act-row.js';
import { ClockCard } from '../../ui/clock-account.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Card, Facts, Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { TimelineList, type TimelineLine } from '../../ui/timeline.js';
import { toast } from '../../ui/toast.js';
import { DecisionActDialog } from './decision-act-dialog.js';
import { decisionActs, type DecisionAct } from './decision-acts.js';
import { DecisionExtensions } from './decision-extensions.js';
import { DecisionLight, meetingOf } from './decision-list.js';

export function DecisionScreen() {
  const { id } = useParams({ from: '/within/decisions/$id' });
  const decision = useQuery({ queryKey: ['decision', id], queryFn: () => call(getDecision({ path: { id } })) });
  return (
    <LoadedPage query={decision} back="/decisions">
      {(found) => <DecisionPage decision={found} />}
    </LoadedPage>
  );
}

function DecisionPage({ decision }: { decision: Decision }) {
  const { t, language } = useWords();
  const { status, dueAt, overdue, clock } = decision;
  const at = moment(dueAt, language);
  const moved = decision.decidedDueOn !== dueAt.slice(0, 10);
  const sentence =
    status === 'open' ? t(overdue ? 'decision.sentenceLate' : 'decision.sentence', { at }) : t(`decision.is.${status}`);
  return (
    <Page
      title={decision.text}
      sentence={sentence}
      back="/decisions"
      aside={
        <>
          {decision.number} · <DecisionLight decision={decision} />
        </>
      }
    >
      <Acts decision={decision} />
      <div className="columns wide-first">
        <div className="stack">
          <Card title={t('decision.what')}>
            <DecisionFacts decision={decision} />
          </Card>
          <DecisionExtensions decision={decision} />
          <Card title={t('timeline.title')}>
            <TimelineList lines={decision.timeline.map((entry) => lineOf(entry, t, language))} />
          </Card>
        </div>
        <ClockCard
          title={t('decision.clock')}
          due={t('clock.due', { at })}
          note={moved ? t('decision.decidedDue', { on: date(decision.decidedDueOn, language) }) : undefined}
          days={clock.days}
          provisional={clock.provisional}
        />
      </div>
    </Page>
  );
}

function Acts({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState<DecisionAct | null>(null);
  const again = () => {
    for (const key of ['decision', 'decisions', 'problem', 'problems', 'timeline'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  const tap = useMutation({
    mutationFn: (act: DecisionAct) =>
      act.send(decision.id, decision.version, { text: '', passed: 'true', workdays: '' }),
    onSuccess: (_, act) => toast(t('act.done', { act: t(`decisionAct.${act.type}.title`), number: decision.number })),
    onSettled: again,
  });
  const allowed = decisionActs.filter(({ type }) => decision.allowed.includes(type));
  return (
    <>
      <ErrorSummary error={tap.error} />
      <ActRow
        acts={allowed.map((act) => ({
          key: act.type,
          label: t(`decisionAct.${act.type}.do`),
          busy: tap.isPending && tap.variables === act,
          onDo: () => (act.fields.length === 0 ? tap.mutate(act) : setOpen(act)),
        }))}
      />
      {open && <DecisionActDialog decision={decision} act={open} onClose={() => setOpen(null)} onSettled={again} />}
    </>
  );
}

function DecisionFacts({ decision }: { decision: Decision }) {
  const { t, language } = useWords();
  const { meeting, project, problem, leadUnit, handlingUnits, assistingUnits, recordedBy, acceptedBy } = decision;
  const names = (units: Decision['handlingUnits']) =>
    listed(
      units.map((unit) => nameOf(unit, language)),
      language,
    );
  return (
    <Facts
      facts={[
        [t('decision.lead'), nameOf(leadUnit, language)],
        [t('decision.handling'), names(handlingUnits)],
        [t('decision.assisting'), names(assistingUnits)],
        [
          t('decision.meeting'),
          <Link key="meeting" to="/meetings/$id" params={{ id: meeting.id }}>
            {meetingOf(meeting, t, language)} · {date(meeting.on, language)}
          </Link>,
        ],
        ...(project
          ? [
              [
                t('project.one'),
                <Link key="project" to="/projects/$id" params={{ id: project.id }}>
                  {project.name}
                </Link>,
              ] as const,
            ]
          : []),
        ...(problem
          ? [
              [
                decision.answersProblem ? t('decision.answersProblem') : t('problem.one'),
                <Link key="problem" to="/problems/$id" params={{ id: problem.id }}>
                  {problem.number} {problem.title}
                </Link>,
              ] as const,
            ]
          : []),
        [t('decision.recordedBy'), `${recordedBy.name} · ${moment(decision.decidedAt, language)}`],
        [
          t('decision.acceptedBy'),
          acceptedBy && decision.acceptedAt
            ? `${acceptedBy.name} · ${moment(decision.acceptedAt, language)}`
            : t('decision.notAccepted'),
        ],
        ...(decision.reopened > 0 ? [[t('problem.reopened'), decision.reopened] as const] : []),
        ...(decision.principalAt
          ? [[t('decision.principalSince'), moment(decision.principalAt, language)] as const]
          : []),
      ]}
    />
  );
}

const late = new Set(['overdue', 'remindedAgain', 'toPrincipal', 'checkFailed', 'verificationLapsed']);

function lineOf({ id, type, at, by, args }: Decision['timeline'][number], t: Words, language: Language): TimelineLine {
  const dayIn = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? day(value.slice(0, 10), language) : '';
  const said = ['text', 'evidence', 'finding', 'reason'].flatMap((key) => {
    const words = args[key];
    return typeof words === 'string' && words !== '' ? [words] : [];
  });
  const title = t(`decision.timeline.${type}`, {
    ...args,
    dueDay: dayIn(args.dueOn ?? args.dueAt),
    fromDay: dayIn(args.from),
    toDay: dayIn(args.to),
  });
  return { id, at, title, by: by?.name ?? null, said, late: late.has(type) };
}
