import './waiting-visits.css';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { CloudUpload } from 'lucide-react';
import { useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { useWaiting } from '../../offline/use-waiting.js';
import { Button, buttonClass } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';
import { DeviceFaultNotice } from './device-fault.js';
import { RefusedPhotos, RefusedVisit } from './refused-visit.js';

/** What waits on this device, and what came back refused: said on every screen, and sent while any of them is open. */
export function WaitingVisits() {
  const { t } = useWords();
  const client = useQueryClient();
  const { person } = useSession();
  const here = useRouterState({ select: ({ location }) => location.href });
  const amended = useRouterState({ select: ({ location }) => (location.search as { amend?: string }).amend });
  const { items, left, fault, send } = useWaiting(person.id, () => {
    toast(t('visit.arrived'));
    for (const key of ['visits', 'problems', 'visit-suggestions']) void client.invalidateQueries({ queryKey: [key] });
  });
  const refused = items.filter(({ visit }) => visit.state === 'refused');
  const withRefusedPhotos = items.filter(({ photos }) => photos.some(({ refusal }) => refusal));
  const toSend = items.filter((item) => !refused.includes(item) && !onlyRefusedPhotos(item));
  return (
    <>
      {fault && <DeviceFaultNotice fault={fault} />}
      {toSend.length > 0 && (
        <div className="notice-box waiting" role="status">
          <CloudUpload aria-hidden size={20} />
          <p>
            <b>{t('visit.waitingTitle')}</b>{' '}
            {t(left === 'signIn' ? 'visit.signInAgain' : 'visit.waiting', { n: toSend.length })}
          </p>
          {left === 'signIn' ? (
            <Link to="/sign-in" search={{ to: here }} className={buttonClass('plain')}>
              {t('session.signIn')}
            </Link>
          ) : (
            <Button look="quiet" onClick={send}>
              {t('visit.sendNow')}
            </Button>
          )}
        </div>
      )}
      {refused
        .filter(({ visit }) => visit.id !== amended)
        .map(({ visit }) => (
          <RefusedVisit key={visit.id} visit={visit} />
        ))}
      {withRefusedPhotos.map((item) => (
        <RefusedPhotos key={item.visit.id} item={item} />
      ))}
    </>
  );
}

const onlyRefusedPhotos = ({ visit, photos }: { visit: { state: string }; photos: readonly { refusal: unknown }[] }) =>
  visit.state === 'logged' && photos.length > 0 && photos.every(({ refusal }) => refusal);
