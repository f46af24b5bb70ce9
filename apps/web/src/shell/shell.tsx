import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import type { WhoAmI } from '#api-client/types.gen.js';
import { useChanges } from '../api/changes.js';
import { mayDo, useSession } from '../api/session.js';
import { useWords } from '../i18n/use-words.js';
import { onSessionElsewhere } from '../offline/remembered.js';
import { Toasts } from '../ui/toast.js';
import { BottomBar } from './bottom-bar.js';
import { FeedbackEntry } from './feedback-entry.js';
import { NewVersion } from './new-version.js';
import { Rail } from './rail.js';

const WaitingVisits = lazy(() =>
  import('../features/visit/waiting-visits.js').then(({ WaitingVisits: found }) => ({ default: found })),
);

/** What stands around every screen: where one can go, who one is, what waits unread, whether the line is up. */
export function Shell() {
  const { t } = useWords();
  const up = useChanges();
  const session = useSession();
  const personId = session.person.id;
  // Who signs in in another tab has the cookie of all of them: this one must not go on showing what was another's.
  useEffect(
    () => onSessionElsewhere<WhoAmI>((other) => other && other.person.id !== personId && location.reload()),
    [personId],
  );
  const frame = useMatches({ select: (matches) => matches[matches.length - 1]?.staticData.frame }) ?? 'full';
  const feedback = (
    <div className="main-feedback">
      <FeedbackEntry className="foot-link" />
    </div>
  );
  return (
    <div className={`shell ${frame}`}>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      {frame !== 'bare' && <Rail narrow={frame === 'narrow'} />}
      <main id="main" className="main" tabIndex={-1}>
        {!up && (
          <p className="notice-box" role="status">
            {t('app.lineDown')}
          </p>
        )}
        {/* A form ends with its bar under the thumb, so there it stands above. */}
        {frame === 'no-bar' && feedback}
        <NewVersion />
        {mayDo(session, 'visit.log') && (
          <Suspense>
            <WaitingVisits />
          </Suspense>
        )}
        <Outlet />
        {(frame === 'full' || frame === 'narrow') && feedback}
      </main>
      {(frame === 'full' || frame === 'narrow') && <BottomBar />}
      <Toasts />
    </div>
  );
}
