import './visit.css';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSession } from '../../api/session.js';
import { useWords } from '../../i18n/use-words.js';
import { sendWithoutScreens } from '../../offline/background.js';
import { visitsChanged } from '../../offline/visits-changed.js';
import { Button } from '../../ui/button.js';
import { Choices, TextArea, TextField } from '../../ui/field.js';
import { Form, none, type Faults } from '../../ui/form.js';
import { Page } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { ClashDialog } from './clash-dialog.js';
import { DeviceFaultNotice } from './device-fault.js';
import { FoundProblem } from './found-problem.js';
import { PhotoField } from './photo-field.js';
import { UnfinishedVisits } from './unfinished-visits.js';
import { useVisitDraft } from './use-visit-draft.js';
import { conditions } from './visit-filters.js';
import { faultsOf, type VisitValues } from './visit-form.js';
import { VisitedProject } from './visited-project.js';

/**
 * A visit, before leaving the site: four taps and a dictated sentence. It is kept on the device first and sent from there,
 * network or not; what is typed and photographed survives closing the page.
 */
export function LogVisitScreen() {
  const { t } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  // Where it goes on after the visit is fetched now: in the basement there may be no network to fetch it.
  useEffect(() => void router.preloadRoute({ to: '/visits' }), [router]);
  const search = useSearch({ from: '/within/visits/new' });
  const { amend } = search;
  // The address says which project it is: a page that the phone put an end to opens again with what was written of it.
  const form = useVisitDraft(session.person.id, search, (projectId) => {
    void navigate({ to: '/visits/new', search: { projectId }, replace: true, resetScroll: false });
  });
  const { values, photos, change, fault } = form;
  const [faults, setFaults] = useState<Faults>({});
  const [timing, setTiming] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const online = useOnline();

  const submit = async () => {
    const found = faultsOf(values, t);
    setFaults(found);
    if (!none(found)) return;
    setKeeping(true);
    if (!(await form.handOver())) return setKeeping(false);
    // Without it a phone that runs full may clear what waits.
    void navigator.storage?.persist?.();
    void sendWithoutScreens();
    visitsChanged();
    await navigate({ to: '/visits' });
  };

  return (
    <Page
      title={t(amend === undefined ? 'visit.log' : 'visit.amendTitle')}
      back="/visits"
      aside={!online && <span className="muted">{t('visit.offline')}</span>}
    >
      {form.restored && (
        <p className="notice-box">
          {t('visit.restored')}{' '}
          <Button look="quiet" onClick={() => toast(t('visit.draftGone'), form.startOver())}>
            {t('visit.startOver')}
          </Button>
        </p>
      )}
      {values.projectId === '' && amend === undefined && <UnfinishedVisits beside="" />}
      {form.clash && <ClashDialog clash={form.clash} onSettle={form.settleClash} />}
      <Form faults={faults} onSubmit={() => void submit()}>
        <VisitedProject values={values} onChoose={(project) => void form.choose(project)} onNamed={form.named} />
        <Choices
          label={t('visit.condition')}
          name="condition"
          value={values.condition}
          onChange={(condition) => change({ condition })}
          choices={conditions.map((value) => ({ value, label: t(`visit.conditions.${value}`) }))}
        />
        <TextArea
          label={t('visit.seen')}
          name="seen"
          rows={3}
          maxLength={4000}
          placeholder={t('visit.seenExample')}
          value={values.seen}
          onChange={(seen) => change({ seen })}
        />
        <PhotoField
          photos={photos}
          onChange={(chosen) => change({}, chosen)}
          keepPlaces={values.keepPlaces}
          onKeepPlaces={(keepPlaces) => change({ keepPlaces })}
        />
        <FoundProblem values={values} onChange={change} />
        {timing || values.at !== '' ? (
          <TextField
            label={t('visit.when')}
            type="datetime-local"
            value={values.at}
            onChange={(at) => change({ at })}
          />
        ) : (
          <p className="muted">
            {t('visit.when')}: {t('visit.now')}{' '}
            <Button look="quiet" onClick={() => setTiming(true)}>
              {t('visit.earlier')}
            </Button>
          </p>
        )}
        <LocationField values={values} onChange={change} />
        <div className="form-bar visit-bar">
          {fault && <DeviceFaultNotice fault={fault} />}
          <Button type="submit" wide busy={keeping}>
            {t('visit.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}

/** Where the device is, only when somebody wants it said. */
function LocationField({ values, onChange }: { values: VisitValues; onChange: (part: Partial<VisitValues>) => void }) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  if (!('geolocation' in navigator)) return null;
  const give = (wanted: boolean) => {
    setFailed(false);
    if (!wanted) return onChange({ location: null });
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        onChange({ location: { latitude, longitude, accuracyMetres: Math.round(accuracy) } }),
      () => setFailed(true),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  };
  return (
    <div>
      <label className="toggle">
        <input type="checkbox" checked={values.location !== null} onChange={({ target }) => give(target.checked)} />
        {t('visit.location')}
      </label>
      {failed && <p className="muted">{t('visit.locationFailed')}</p>}
    </div>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    globalThis.addEventListener('online', look);
    globalThis.addEventListener('offline', look);
    return () => {
      globalThis.removeEventListener('online', look);
      globalThis.removeEventListener('offline', look);
    };
  }, []);
  return online;
}
