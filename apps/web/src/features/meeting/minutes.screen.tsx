import './meeting.css';
import './minutes.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { correctMinutes, getMinutes } from '#api-client/sdk.gen.js';
import type { MeetingMinutes } from '#api-client/types.gen.js';
import { ApiError } from '../../api/api-error.js';
import { call } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { LoadedPage } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { ChangesCard } from './minutes-changes.js';
import { MinutesEditor } from './minutes-editor.js';
import { MinutesPaper } from './minutes-paper.js';
import { meetingQuery, meetingTitle, type Meeting } from './use-meeting.js';

/** 纪要: a draft that saves itself, then editions that never change. */
export function MinutesScreen() {
  const { t } = useWords();
  const { id } = useParams({ from: '/within/meetings/$id/minutes' });
  const { edition } = useSearch({ from: '/within/meetings/$id/minutes' });
  const meeting = useQuery(meetingQuery(id));
  const minutes = useQuery({
    queryKey: ['meeting', id, 'minutes', edition ?? null],
    queryFn: () => call(getMinutes({ path: { id }, query: edition === undefined ? {} : { edition } })),
    retry: false,
  });
  const none = minutes.error instanceof ApiError && minutes.error.code === 'minutes.not_found';
  return (
    <LoadedPage query={meeting} back="/meetings" lines={3}>
      {(found) =>
        none ? (
          <Framed meeting={found}>
            <Card>
              <Empty title={t('meeting.paper.none')} why={t('meeting.paper.noneWhy')} />
            </Card>
          </Framed>
        ) : (
          <LoadedPage query={minutes} back={`/meetings/${id}`} lines={12}>
            {(read) => <Minutes key={`${id} ${read.edition}`} meeting={found} minutes={read} />}
          </LoadedPage>
        )
      }
    </LoadedPage>
  );
}

function Framed({
  meeting,
  actions,
  sentence,
  children,
}: {
  meeting: Meeting;
  actions?: React.ReactNode;
  sentence?: React.ReactNode;
  children: React.ReactNode;
}) {
  const { t, language } = useWords();
  return (
    <Page
      title={t('meeting.paper.of', { meeting: meetingTitle(meeting, t, language) })}
      back={`/meetings/${meeting.id}`}
      actions={actions}
      sentence={sentence}
    >
      {children}
    </Page>
  );
}

function Minutes({ meeting, minutes }: { meeting: Meeting; minutes: MeetingMinutes }) {
  const { t, language } = useWords();
  const records = mayDo(useSession(), 'meeting.record');
  const { edition, state, editions, publishedAt, publishedBy, reason } = minutes;
  const newest = editions[0]?.edition === edition;
  const writes = records && state === 'draft' && newest;
  const sentence =
    state === 'draft'
      ? t(edition === 1 ? 'meeting.paper.draft' : 'meeting.paper.correcting', { edition, reason: reason ?? '' })
      : t('meeting.paper.published', {
          edition,
          at: publishedAt ? moment(publishedAt, language) : '',
          name: publishedBy?.name ?? '',
        });
  return (
    <Framed
      meeting={meeting}
      sentence={sentence}
      actions={
        <>
          {editions.length > 1 && <EditionPicker minutes={minutes} />}
          <a
            className={buttonClass('plain')}
            href={`/api/v1/meetings/${meeting.id}/minutes.docx?edition=${edition}&language=${language}`}
            download
          >
            <FileDown aria-hidden size={18} />
            {t('meeting.paper.word')}
          </a>
          {records && state === 'published' && newest && <Correct meeting={meeting} />}
        </>
      }
    >
      {!minutes.whole && <p className="notice-box">{t('meeting.paper.part')}</p>}
      {writes ? (
        <MinutesEditor meeting={meeting} minutes={minutes} />
      ) : (
        <div className="columns wide-first">
          <MinutesPaper meeting={meeting} minutes={minutes} />
          <ChangesCard minutes={minutes} />
        </div>
      )}
    </Framed>
  );
}

function EditionPicker({ minutes }: { minutes: MeetingMinutes }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/meetings/$id/minutes' });
  return (
    <div className="edition-picker">
      <SelectField
        label={t('meeting.paper.edition')}
        labelAway
        value={String(minutes.edition)}
        onChange={(value) => void navigate({ search: { edition: Number(value) }, replace: true })}
        choices={minutes.editions.map(({ edition, state }) => ({
          value: String(edition),
          label: t(`meeting.paper.nth.${state}`, { edition }),
        }))}
      />
    </div>
  );
}

/** What is published is not changed: a correction is the next edition, and says why. */
function Correct({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/meetings/$id/minutes' });
  const [open, setOpen] = useState(false);
  const { id } = meeting;
  const correct = useMutation({
    mutationFn: (reason: string) => call(correctMinutes({ path: { id }, body: { reason } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['meeting', id] });
      toast(t('meeting.paper.correctionOpen'));
      void navigate({ search: {}, replace: true });
    },
  });
  return (
    <>
      <Button look="plain" onClick={() => setOpen(true)}>
        {t('meeting.paper.correct')}
      </Button>
      {open && (
        <ReasonDialog
          title={t('meeting.paper.correct')}
          what={t('meeting.paper.correctWhat')}
          maxLength={500}
          send={correct}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
