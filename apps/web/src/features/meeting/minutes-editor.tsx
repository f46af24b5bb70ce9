import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { publishMinutes } from '#api-client/sdk.gen.js';
import type { MeetingMinutes } from '#api-client/types.gen.js';
import { call, seen } from '../../api/call.js';
import { clockTime } from '../../format/dates.js';
import { refusalWords, useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { TextArea } from '../../ui/field.js';
import { Card } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { toast } from '../../ui/toast.js';
import { ChangesCard } from './minutes-changes.js';
import { MinutesPaper } from './minutes-paper.js';
import type { Meeting } from './use-meeting.js';
import { useMinutesDraft, type MinutesField } from './use-minutes-draft.js';

type Draft = ReturnType<typeof useMinutesDraft>;

/** The draft, written on the left and seen on the right; a phone has one at a time. */
export function MinutesEditor({ meeting, minutes }: { meeting: Meeting; minutes: MeetingMinutes }) {
  const { t } = useWords();
  const draft = useMinutesDraft(minutes);
  const [side, setSide] = useState('write');
  const [publishing, setPublishing] = useState(false);
  useLeaveWarning(draft.hasUnsaved);
  const { items } = minutes.content;
  return (
    <>
      <Tabs
        label={t('meeting.paper.sides')}
        tabs={[
          { key: 'write', label: t('meeting.paper.write') },
          { key: 'look', label: t('meeting.paper.preview') },
          ...(minutes.edition > 1
            ? [{ key: 'changes', label: t('meeting.paper.changed'), count: minutes.changes.length }]
            : []),
        ]}
        chosen={side}
        onChoose={setSide}
      >
        {side === 'look' && <MinutesPaper meeting={meeting} minutes={minutes} wordsOf={draft.wordsOf} />}
        {side === 'changes' && <ChangesCard minutes={minutes} />}
        {side === 'write' && (
          <div className="minutes-sides">
            <div className="stack">
              <Card title={t('meeting.paper.opening')}>
                <Place draft={draft} field="opening" label={t('meeting.paper.opening')} rows={4} max={4000} />
              </Card>
              {items.map((item, index) => (
                <Card
                  key={item.itemId}
                  title={`${index + 1}`}
                  note={[item.outcome && t(`meeting.outcome.${item.outcome}`), item.reference]
                    .filter(Boolean)
                    .join(' · ')}
                >
                  <Place
                    draft={draft}
                    field={`title:${item.itemId}`}
                    label={t('meeting.paper.titleOf', { n: index + 1 })}
                    rows={1}
                    max={300}
                  />
                  <Place
                    draft={draft}
                    field={`text:${item.itemId}`}
                    label={t('meeting.paper.textOf', { n: index + 1 })}
                    rows={4}
                    max={8000}
                  />
                </Card>
              ))}
              <Card title={t('meeting.paper.closing')}>
                <Place draft={draft} field="closing" label={t('meeting.paper.closing')} rows={3} max={4000} />
              </Card>
            </div>
            <div className="minutes-preview" role="region" tabIndex={0} aria-label={t('meeting.paper.preview')}>
              <MinutesPaper meeting={meeting} minutes={minutes} wordsOf={draft.wordsOf} />
            </div>
          </div>
        )}
      </Tabs>
      <div className="form-bar minutes-bar-end">
        <SavingWords draft={draft} minutes={minutes} />
        <Button onClick={() => setPublishing(true)}>{t('meeting.paper.publish')}</Button>
      </div>
      {publishing && (
        <PublishDialog meeting={meeting} minutes={minutes} draft={draft} onClose={() => setPublishing(false)} />
      )}
    </>
  );
}

/** One place of the paper. Where somebody else wrote too, both stand until one is chosen. */
function Place({
  draft,
  field,
  label,
  rows,
  max,
}: {
  draft: Draft;
  field: MinutesField;
  label: string;
  rows: number;
  max: number;
}) {
  const { t } = useWords();
  const theirs = draft.clashOf(field);
  return (
    <>
      <TextArea
        label={label}
        labelAway
        rows={rows}
        maxLength={max}
        value={draft.wordsOf(field)}
        onChange={(words) => draft.change(field, words)}
      />
      {theirs !== undefined && (
        <div className="notice-box" role="alert">
          <p>{t('meeting.paper.clash')}</p>
          <p className="long clash-words">{theirs}</p>
          <div className="acts">
            <Button look="plain" onClick={() => draft.settle(field, false)}>
              {t('meeting.paper.takeTheirs')}
            </Button>
            <Button look="quiet" onClick={() => draft.settle(field, true)}>
              {t('meeting.paper.keepMine')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function SavingWords({ draft, minutes }: { draft: Draft; minutes: MeetingMinutes }) {
  const { t } = useWords();
  const { saving } = draft;
  if (saving.state === 'failed')
    return (
      <span className="bad-ink" role="alert">
        {t('meeting.paper.notSaved', { why: refusalWords(t, saving.error) })}
      </span>
    );
  return (
    <span className="muted" role="status">
      {saving.state === 'saved'
        ? t('meeting.paper.saved', {
            at: clockTime(saving.at === null ? minutes.updatedAt : new Date(saving.at).toISOString()),
          })
        : t(`meeting.paper.${saving.state}`)}
    </span>
  );
}

/** What is published never changes and is told to those it concerns: asked once more. */
function PublishDialog({
  meeting,
  minutes,
  draft,
  onClose,
}: {
  meeting: Meeting;
  minutes: MeetingMinutes;
  draft: Draft;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const { id } = meeting;
  const decisions = minutes.content.items.reduce((sum, item) => sum + item.decisions.length, 0);
  const publish = useMutation({
    mutationFn: async () => {
      const version = await draft.flush();
      // Not all of it is saved: the draft says which, and nothing is published.
      if (version === undefined) return null;
      return call(publishMinutes({ path: { id }, headers: seen(version), body: {} }));
    },
    onSuccess: async (answer) => {
      onClose();
      if (answer === null) return;
      toast(t('meeting.paper.publishedNow', { edition: answer.edition }));
      client.setQueryData(['meeting', id, 'minutes', null], answer);
      await client.invalidateQueries({ queryKey: ['meeting', id] });
    },
    onError: () => client.invalidateQueries({ queryKey: ['meeting', id] }),
  });
  return (
    <Dialog title={t('meeting.paper.publish')} onClose={onClose}>
      <ErrorSummary error={publish.error} />
      <p>{t('meeting.paper.publishWhat', { n: minutes.content.items.length, decisions })}</p>
      <div className="form-end">
        <Button busy={publish.isPending} onClick={() => publish.mutate()}>
          {t('meeting.paper.publishDo')}
        </Button>
        <Button look="plain" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Whoever closes the tab while something is unsaved is asked. */
function useLeaveWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
