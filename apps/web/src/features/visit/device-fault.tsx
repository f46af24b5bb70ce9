import { useWords } from '../../i18n/use-words.js';
import type { DeviceFault } from '../../offline/device-store.js';
import { reloadToNewest } from '../../offline/service-worker.js';
import { Button } from '../../ui/button.js';

/** Why nothing can be kept on this device just now, and what helps. What is on the screen stays there. */
export function DeviceFaultNotice({ fault }: { fault: DeviceFault }) {
  const { t } = useWords();
  return (
    <div className="notice-box bad" role="alert">
      <p>
        <b>{t(`visit.fault.${fault}.title`)}</b> {t(`visit.fault.${fault}.why`)}
      </p>
      {fault === 'newer' && (
        <Button look="plain" onClick={reloadToNewest}>
          {t('app.reload')}
        </Button>
      )}
    </div>
  );
}
