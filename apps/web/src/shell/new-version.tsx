import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.js';
import { newVersionWaits, onNewVersion, reloadToNewest } from '../offline/service-worker.js';
import { Button } from '../ui/button.js';

/** Says that a newer version is ready on the device. When to change over is for who is at work with this one. */
export function NewVersion() {
  const { t } = useWords();
  const waits = useSyncExternalStore(onNewVersion, newVersionWaits);
  if (!waits) return null;
  return (
    <div className="notice-box" role="status">
      {t('app.newVersion')}{' '}
      <Button look="plain" onClick={reloadToNewest}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
