import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getCard, recordTalk } from '#api-client/sdk.gen.js';
import type { Card as IssuedCard } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { today } from '../../format/clock.js';
import { date, dayOf, moment } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { TextArea, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { Card, Empty, Facts, Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { periodName } from './period-name.js';
import { CardColour } from './verdict.js';
import './closing.css';

export function CardScreen() {
  const { id } = useParams({ from: '/within/cards/$id' });
  const card = useQuery({ queryKey: ['cards', id], queryFn: () => call(getCard({ path: { id } })) });
  return (
    <LoadedPage query={card} back="/cards">
      {(found) => <CardPage card={found} />}
    </LoadedPage>
  );
}

/** A card: for which period, by how much, until when; its talks; the ones before it. */
function CardPage({ card }: { card: IssuedCard }) {
  const { t, language } = useWords();
  const session = useSession();
  const [talking, setTalking] = useState(false);
  const { project, office, leader, period, state, gap, plan, actual, countsFrom, runsOutOn } = card;
  return (
    <Page
      title={project?.name ?? nameOf(office, language)}
      back="/cards"
      aside={
        <>
          {card.number} · <CardColour colour={card.colour} />
        </>
      }
      sentence={t(`card.sentence.${state}`, {
        period: periodName(period, t, language),
        gap: money(gap, language),
        until: runsOutOn ? date(runsOutOn, language) : t('card.noEnd'),
        ended: card.endedAt ? date(dayOf(card.endedAt), language) : '–',
      })}
      actions={
        state === 'open' &&
        mayDo(session, 'card.talk') && <Button onClick={() => setTalking(true)}>{t('card.talk')}</Button>
      }
    >
      <div className="columns wide-first">
        <div className="stack">
          <Card title={t('card.why')}>
            <Facts
              facts={[
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
                [t('project.office'), nameOf(office, language)],
                [t('project.leader'), leader?.name],
                [
                  t('closing.period'),
                  <Link key="period" to="/closings/$kind/$start" params={period}>
                    {periodName(period, t, language)}
                  </Link>,
                ],
                [t('closing.plan'), money(plan, language)],
                [t('closing.actual'), money(actual, language)],
                [t('closing.gap'), money(gap, language)],
                [t('card.stateLabel'), t(`card.state.${state}`)],
                [t('card.issued'), moment(card.issuedAt, language)],
                [t('card.countsFrom'), date(countsFrom, language)],
                [t('card.runsOutOn'), runsOutOn && date(runsOutOn, language)],
                ...(card.endedAt
                  ? [
                      [t('card.endedPlan'), card.endedPlan === null ? null : money(card.endedPlan, language)] as const,
                      [
                        t('card.endedActual'),
                        card.endedActual === null ? null : money(card.endedActual, language),
                      ] as const,
                    ]
                  : []),
              ]}
            />
          </Card>
          <Card title={t('card.talks')} note={card.talkRecords.length} flush>
            {card.talkRecords.length === 0 ? (
              <Empty title={t('card.noTalks')} />
            ) : (
              <ul className="rows">
                {card.talkRecords.map(({ id, heldOn, attendees, summary, by }) => (
                  <li key={id} className="row">
                    <div>
                      <strong>{date(heldOn, language)}</strong>
                      <p className="muted">
                        {attendees} · {t('card.recordedBy', { by })}
                      </p>
                      <p className="long">{summary}</p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
        <Card title={t('card.earlier')} flush>
          {card.earlier.length === 0 ? (
            <Empty title={t('card.noEarlier')} />
          ) : (
            <ul className="rows">
              {card.earlier.map(({ id, number, colour, state: stood, issuedAt }) => (
                <li key={id} className="row">
                  <div>
                    <Link to="/cards/$id" params={{ id }} className="row-title">
                      {number}
                    </Link>
                    <p className="muted">
                      {date(dayOf(issuedAt), language)} · {t(`card.state.${stood}`)}
                    </p>
                  </div>
                  <CardColour colour={colour} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      {talking && <TalkDialog card={card} onClose={() => setTalking(false)} />}
    </Page>
  );
}

function TalkDialog({ card, onClose }: { card: IssuedCard; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [words, setWords] = useState({ heldOn: today() as string, attendees: '', summary: '' });
  const [faults, setFaults] = useState<Faults>({});
  const send = useMutation({
    mutationFn: () =>
      call(recordTalk({ path: { id: card.id }, headers: { ...seen(card.version), ...once() }, body: words })),
    onSuccess: () => {
      toast(t('card.talkDone'));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['cards'] }),
  });
  const set = (change: Partial<typeof words>) => setWords({ ...words, ...change });
  const submit = () => {
    const found = lacking(words, {
      heldOn: t('card.heldOnNeeded'),
      attendees: t('card.attendeesNeeded'),
      summary: t('card.summaryNeeded'),
    });
    setFaults(found);
    send.reset();
    if (none(found)) send.mutate();
  };
  return (
    <FormDialog
      title={t('card.talk')}
      faults={faults}
      error={send.error}
      onSubmit={submit}
      act={t('card.talk')}
      busy={send.isPending}
      onClose={onClose}
    >
      <TextField
        label={t('card.heldOn')}
        name="heldOn"
        type="date"
        value={words.heldOn}
        onChange={(heldOn) => set({ heldOn })}
      />
      <TextField
        label={t('card.attendees')}
        name="attendees"
        maxLength={200}
        value={words.attendees}
        onChange={(attendees) => set({ attendees })}
      />
      <TextArea
        label={t('card.summary')}
        name="summary"
        maxLength={2000}
        value={words.summary}
        onChange={(summary) => set({ summary })}
      />
    </FormDialog>
  );
}
