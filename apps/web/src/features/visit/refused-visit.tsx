import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error.js';
import { moment } from '../../format/dates.js';
import { refusalWords, useWords } from '../../i18n/use-words.js';
import { changePhoto, changeVisit, dropPhoto, keepVisit, takeVisit } from '../../offline/store.js';
import type { KeptRefusal, WaitingItem, WaitingVisit } from '../../offline/waiting.js';
import { visitsChanged } from '../../offline/visits-changed.js';
import { Button, buttonClass } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';

function useWhy(): (refusal: KeptRefusal | null) => string {
  const { t } = useWords();
  return (refusal) => refusalWords(t, new ApiError(409, refusal?.code ?? '', refusal?.args ?? {}, [], undefined));
}

/** A visit that was not accepted: why, and its author amends it, sends it again as it is, or lets it go. */
export function RefusedVisit({ visit }: { visit: WaitingVisit }) {
  const { t, language } = useWords();
  const why = useWhy();
  const { id, projectName, body, refusal } = visit;
  const again = () => changeVisit(id, { state: 'waiting', refusal: null }).then(visitsChanged);
  const letGo = async () => {
    const taken = await takeVisit(id);
    visitsChanged();
    if (taken) toast(t('visit.gone'), () => void keepVisit(taken).then(visitsChanged));
  };
  return (
    <div className="notice-box bad" role="alert">
      <p>
        <b>{t('visit.refusedTitle')}</b>{' '}
        {t('visit.refused', { project: projectName, at: moment(body.visitedAt, language), why: why(refusal) })}
      </p>
      {body.seen && <p className="muted clamp">{body.seen}</p>}
      <div className="acts">
        <Link to="/visits/new" search={{ amend: id }} className={buttonClass('plain')}>
          {t('visit.amend')}
        </Link>
        <Button look="quiet" onClick={() => void again()}>
          {t('visit.sendAgain')}
        </Button>
        <Button look="quiet" onClick={() => void letGo()}>
          {t('visit.giveUp')}
        </Button>
      </div>
    </div>
  );
}

/** The visit has arrived, some of its photos were not accepted: why, and they are sent again or let go. */
export function RefusedPhotos({ item: { visit, photos } }: { item: WaitingItem }) {
  const { t } = useWords();
  const why = useWhy();
  const refused = photos.filter(({ refusal }) => refusal);
  const whys = [...new Set(refused.map(({ refusal }) => why(refusal)))];
  const again = async () => {
    for (const photo of refused) await changePhoto({ ...photo, refusal: null });
    visitsChanged();
  };
  const letGo = async () => {
    for (const { id } of refused) await dropPhoto(id);
    visitsChanged();
    toast(t('visit.photosGone'), () => void keepVisit({ visit, photos: refused }).then(visitsChanged));
  };
  return (
    <div className="notice-box bad" role="alert">
      <p>
        <b>{t('visit.photosRefusedTitle')}</b>{' '}
        {t('visit.photosRefused', { project: visit.projectName, n: refused.length, why: whys.join('') })}
      </p>
      <div className="acts">
        <Button look="plain" onClick={() => void again()}>
          {t('visit.sendAgain')}
        </Button>
        <Button look="quiet" onClick={() => void letGo()}>
          {t('visit.dropPhotos')}
        </Button>
      </div>
    </div>
  );
}
