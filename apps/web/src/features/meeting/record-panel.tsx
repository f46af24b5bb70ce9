import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { RecordOutcome } from '#api-client/types.gen.js';
import { ApiError } from '../../api/api-error.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Choices } from '../../ui/field.js';
import { Form, none, type Faults } from '../../ui/form.js';
import { DecisionFields, MoveFields } from './outcome-fields.js';
import { bodyOf, faultsOf, outcomesFor } from './outcome-body.js';
import { OutcomeWords, RecordedList } from './outcome-words.js';
import { useDueDates } from './due-dates.js';
import { useWorkingUnits } from './units.js';
import type { AgendaItem, Meeting } from './use-meeting.js';
import type { OutcomeKind, useOutcomeDrafts } from './use-outcome-drafts.js';

export type Recording = UseMutationResult<
  AgendaItem,
  Error,
  { item: AgendaItem; version: number; body: RecordOutcome }
>;

interface Parts {
  readonly meeting: Meeting;
  readonly drafts: ReturnType<typeof useOutcomeDrafts>;
  readonly record: Recording;
  readonly undo: UseMutationResult<AgendaItem, Error, AgendaItem>;
  readonly onLook: (itemId: string) => void;
}

/** What becomes of the item, and below it what was recorded so far. */
export function RecordPanel({ item, ...parts }: Parts & { item: AgendaItem | undefined }) {
  const { t } = useWords();
  // Asked for before the first item needs them.
  useDueDates(parts.meeting);
  useWorkingUnits();
  return (
    <section className="card live-record" aria-label={t('meeting.record.title')}>
      {item ? (
        <RecordItem key={item.id} item={item} {...parts} />
      ) : (
        <>
          <h2>{t('meeting.record.title')}</h2>
          <p className="muted">{t('meeting.record.nothing')}</p>
        </>
      )}
      <RecordedList meeting={parts.meeting} onLook={parts.onLook} />
    </section>
  );
}

function RecordItem({ meeting, item, drafts, record, undo }: Parts & { item: AgendaItem }) {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  const written = drafts.isWritten(item.id);
  if (item.outcome && !written && !changing)
    return (
      <>
        <h2>{t('meeting.record.done')}</h2>
        <OutcomeWords outcome={item.outcome} />
        <div className="acts">
          <Button look="plain" onClick={() => setChanging(true)}>
            {t('meeting.record.change')}
          </Button>
          <Button look="quiet" busy={undo.isPending} onClick={() => undo.mutate(item)}>
            {t('meeting.record.undo')}
          </Button>
        </div>
      </>
    );
  return (
    <RecordForm
      meeting={meeting}
      item={item}
      drafts={drafts}
      record={record}
      onLeave={item.outcome && changing ? () => (drafts.drop(item.id), setChanging(false)) : undefined}
    />
  );
}

function RecordForm({
  meeting,
  item,
  drafts,
  record,
  onLeave,
}: Omit<Parts, 'onLook' | 'undo'> & { item: AgendaItem; onLeave: (() => void) | undefined }) {
  const { t } = useWords();
  const due = useDueDates(meeting);
  const [faults, setFaults] = useState<Faults>({});
  const draft = drafts.of(item);
  const kinds = outcomesFor(item, meeting.on);
  const overtaken = drafts.isWritten(item.id) && draft.base !== item.version;
  const send = (version: number) => {
    const found = faultsOf(draft, t);
    setFaults(found);
    if (record.isPending) return;
    record.reset();
    if (none(found)) record.mutate({ item, version, body: bodyOf(draft, item, due.byDefault, t) });
  };
  useCtrlEnter(() => !overtaken && send(draft.base));
  const conflict = record.error instanceof ApiError && record.error.status === 409;
  return (
    <>
      <div className="record-head">
        <h2>{t('meeting.record.title')}</h2>
        {draft.kind === 'decision' && item.ask !== '' && (
          <Button
            look="quiet"
            onClick={() =>
              drafts.change(item, {
                decisions: draft.decisions.map((each, index) => (index === 0 ? { ...each, text: item.ask } : each)),
              })
            }
          >
            {t('meeting.record.fillIn')}
          </Button>
        )}
      </div>
      {overtaken && (
        <div className="notice-box overtaken" role="alert">
          <p>
            <strong>
              {t(item.outcome ? 'meeting.record.overtaken' : 'meeting.record.overtakenElse', {
                name: item.outcome?.by?.name ?? t('meeting.record.somebody'),
              })}
            </strong>
          </p>
          {item.outcome && <OutcomeWords outcome={item.outcome} />}
          <div className="acts">
            <Button look="plain" onClick={() => drafts.drop(item.id)}>
              {t('meeting.record.keepTheirs')}
            </Button>
            <Button look="quiet" busy={record.isPending} onClick={() => send(item.version)}>
              {t('meeting.record.keepMine')}
            </Button>
          </div>
        </div>
      )}
      <Form
        className="form record-form"
        faults={faults}
        error={conflict && overtaken ? undefined : record.error}
        onSubmit={() => !overtaken && send(draft.base)}
      >
        <Choices
          label={t('meeting.record.what')}
          value={draft.kind}
          onChange={(kind) => drafts.change(item, { kind: kind as OutcomeKind })}
          choices={kinds.map((value) => ({ value, label: t(`meeting.outcome.${value}`) }))}
        />
        {draft.kind === 'decision' ? (
          <DecisionFields item={item} draft={draft} due={due} onChange={(change) => drafts.change(item, change)} />
        ) : (
          <MoveFields item={item} draft={draft} onChange={(change) => drafts.change(item, change)} />
        )}
        <div className="record-end">
          <Button type="submit" wide busy={record.isPending} disabled={overtaken}>
            {t(item.outcome ? 'meeting.record.again' : 'meeting.record.do')}
            <kbd>Ctrl ↵</kbd>
          </Button>
          {onLeave && (
            <Button look="quiet" onClick={onLeave}>
              {t('app.cancel')}
            </Button>
          )}
        </div>
      </Form>
    </>
  );
}

/** Ctrl (or ⌘) and Enter record from wherever the hands are, unless a dialog is open. */
function useCtrlEnter(onHit: () => void): void {
  const hit = useRef(onHit);
  hit.current = onHit;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      hit.current();
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
}
