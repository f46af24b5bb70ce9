import { useCallback, useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.js';
import { waitingForOthers } from '../../offline/store.js';
import { useVisitsChanged } from '../../offline/use-waiting.js';

/** On a device that several people use: that visits of somebody else wait here, and nothing of what they say. */
export function OthersWaiting({ personId }: { personId: string }) {
  const { t } = useWords();
  const [others, setOthers] = useState(0);
  const look = useCallback(() => {
    waitingForOthers(personId).then(setOthers, () => setOthers(0));
  }, [personId]);
  useEffect(look, [look]);
  useVisitsChanged(look);
  if (others === 0) return null;
  return (
    <p className="notice-box" role="status">
      {t(personId === '' ? 'visit.waitForSignIn' : 'visit.waitForOthers', { n: others })}
    </p>
  );
}
