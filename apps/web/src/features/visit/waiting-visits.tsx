import { CloudUpload } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error.js';
import { moment } from '../../format/dates.js';
import { refusalWords, useWords } from '../../i18n/use-words.js';
import { dropVisit, type WaitingVisit } from '../../offline/store.js';
import { Button } from '../../ui/button.js';

/** What waits on this device, and what came back refused: said wherever visits are looked at or logged. */
export function WaitingVisits({
  waiting,
  onSend,
  onChanged,
}: {
  waiting: readonly WaitingVisit[];
  onSend: () => void;
  onChanged: () => void;
}) {
  const { t, language } = useWords();
  const toSend = waiting.filter(({ state }) => state !== 'refused');
  const refused = waiting.filter(({ state }) => state === 'refused');
  return (
    <>
      {toSend.length > 0 && (
        <div className="notice-box waiting" role="status">
          <CloudUpload aria-hidden size={20} />
          <p>
            <b>{t('visit.waitingTitle')}</b> {t('visit.waiting', { n: toSend.length })}
          </p>
          <Button look="quiet" onClick={onSend}>
            {t('visit.sendNow')}
          </Button>
        </div>
      )}
      {refused.map(({ id, projectName, body, refusal }) => (
        <div key={id} className="notice-box bad" role="alert">
          <p>
            <b>{t('visit.refusedTitle')}</b>{' '}
            {t('visit.refused', {
              project: projectName,
              at: moment(body.visitedAt, language),
              why: refusalWords(t, new ApiError(409, refusal?.code ?? '', refusal?.args ?? {}, [], undefined)),
            })}
          </p>
          {body.seen && <p className="muted">{body.seen}</p>}
          <div className="acts">
            <Button
              look="plain"
              onClick={() => {
                if (globalThis.confirm(t('visit.giveUpSure'))) void dropVisit(id).then(onChanged);
              }}
            >
              {t('visit.giveUp')}
            </Button>
            <Link to="/projects/$id" params={{ id: body.projectId }} className="button quiet">
              {projectName}
            </Link>
          </div>
        </div>
      ))}
    </>
  );
}
