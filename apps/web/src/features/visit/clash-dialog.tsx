import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { DraftNote } from './unfinished-visits.js';
import type { Clash } from './use-visit-draft.js';

/** The project chosen has a draft of its own: which of the two is gone on with is its author's to say. */
export function ClashDialog({
  clash: { draft },
  onSettle,
}: {
  clash: Clash;
  onSettle: (by: 'draft' | 'form' | 'neither') => void;
}) {
  const { t } = useWords();
  return (
    <Dialog title={t('visit.clash')} onClose={() => onSettle('neither')}>
      <DraftNote draft={draft} />
      <div className="form-end">
        <Button onClick={() => onSettle('draft')}>{t('visit.clashDraft')}</Button>
        <Button look="plain" onClick={() => onSettle('form')}>
          {t('visit.clashForm')}
        </Button>
      </div>
    </Dialog>
  );
}
