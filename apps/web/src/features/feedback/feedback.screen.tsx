import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { answerFeedback, listFeedback } from '#api-client/sdk.gen.js';
import type { Feedback } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, narrowing, ToggleFilter } from '../../ui/filters.js';
import { Light } from '../../ui/light.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { Loaded } from '../../ui/states.js';
import { toast } from '../../ui/toast.js';
import { usePaged } from '../../ui/use-paged.js';
import { feedbackFilters } from './feedback-filters.js';

/** 意见: one's own with their answers; who answers sees everybody's, the waiting ones first. */
export function FeedbackScreen() {
  const { t } = useWords();
  const session = useSession();
  const filters = useSearch({ from: '/within/feedback' });
  const navigate = useNavigate({ from: '/feedback' });
  const of = narrowing(filters, feedbackFilters, (search) => void navigate({ search }));
  const [answering, setAnswering] = useState<Feedback | null>(null);
  const { list, more } = usePaged(['feedback', filters], (cursor) =>
    call(listFeedback({ query: { ...filters, cursor, limit: 30 } })),
  );
  const readsAll = mayDo(session, 'feedback.read');
  return (
    <Page
      title={t('feedback.title')}
      sentence={t(readsAll ? 'feedback.sentenceAll' : 'feedback.sentence')}
      actions={<ExportLink table="feedback" needs="feedback.read" filters={filters} />}
    >
      <div className="filters">
        <ChoiceFilter
          label={t('feedback.state')}
          of={of}
          by="answered"
          look="segments"
          choices={[
            { value: 'false', label: t('feedback.waiting') },
            { value: 'true', label: t('feedback.answered') },
          ]}
        />
        {readsAll && <ToggleFilter label={t('feedback.mineOnly')} of={of} by="mine" />}
      </div>
      <Card flush>
        <Loaded query={list}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t('feedback.none')} why={t('feedback.noneWhy')} />
            ) : (
              <ul className="rows">
                {found.map((one) => (
                  <Said key={one.id} feedback={one} onAnswer={readsAll ? () => setAnswering(one) : null} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
      {answering && <AnswerDialog feedback={answering} onClose={() => setAnswering(null)} />}
    </Page>
  );
}

function Said({ feedback, onAnswer }: { feedback: Feedback; onAnswer: (() => void) | null }) {
  const { t, language } = useWords();
  const { text, filedBy, filedAt, screen, contact, answer } = feedback;
  return (
    <li className="row">
      <div>
        <p className="long">{text}</p>
        <p className="muted">
          {[filedBy.name, moment(filedAt, language), screen, contact].filter(Boolean).join(' · ')}
        </p>
        {answer && (
          <>
            <p className="long">
              <b>{t('feedback.answerOf', { name: answer.by.name })}</b> {answer.text}
            </p>
            <p className="muted">{moment(answer.at, language)}</p>
          </>
        )}
      </div>
      {answer ? (
        <Light colour="green" word={t('feedback.answered')} />
      ) : (
        <div className="acts">
          <Light colour="yellow" word={t('feedback.waiting')} />
          {onAnswer && (
            <Button look="plain" onClick={onAnswer}>
              {t('feedback.answer')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function AnswerDialog({ feedback, onClose }: { feedback: Feedback; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (text: string) =>
      call(
        answerFeedback({
          path: { id: feedback.id },
          headers: { ...seen(feedback.version), ...once() },
          body: { text },
        }),
      ),
    onSuccess: () => toast(t('feedback.sent', { name: feedback.filedBy.name })),
    onSettled: () => client.invalidateQueries({ queryKey: ['feedback'] }),
  });
  return (
    <ReasonDialog
      title={t('feedback.answer')}
      what={<p className="long">{feedback.text}</p>}
      label={t('feedback.answerText')}
      maxLength={2000}
      send={send}
      onClose={onClose}
    />
  );
}
