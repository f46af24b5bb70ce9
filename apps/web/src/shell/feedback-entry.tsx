import { MessageSquareText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { mayDo, useSession } from '../api/session.js';
import { useWords } from '../i18n/use-words.js';

const FeedbackDialog = lazy(() =>
  import('../features/feedback/feedback-dialog.js').then(({ FeedbackDialog: found }) => ({ default: found })),
);

/** 意见: one tap from every screen. The dialog is fetched when somebody has something to say. */
export function FeedbackEntry({ className, wordsClass }: { className: string; wordsClass?: string }) {
  const { t } = useWords();
  const session = useSession();
  const [open, setOpen] = useState(false);
  if (!mayDo(session, 'feedback.file')) return null;
  return (
    <>
      <button type="button" className={className} title={t('feedback.title')} onClick={() => setOpen(true)}>
        <MessageSquareText aria-hidden size={20} />
        <span className={wordsClass}>{t('feedback.say')}</span>
      </button>
      {open && (
        <Suspense>
          <FeedbackDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
