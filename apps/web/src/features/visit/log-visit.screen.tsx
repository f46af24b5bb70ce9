import './visit.css';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSession } from '../../api/session.js';
import { nowMs } from '../../format/clock.js';
import { useWords } from '../../i18n/use-words.js';
import { dropDraft, keepDraft, keepVisit, readDraft } from '../../offline/store.js';
import { useWaiting } from '../../offline/sender.js';
import { Button } from '../../ui/button.js';
import { Choices, TextArea, TextField } from '../../ui/field.js';
import { Form, none, type Faults } from '../../ui/form.js';
import { Page } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { FoundProblem } from './found-problem.js';
import { PhotoField, type TakenPhoto } from './photo-field.js';
import { VisitedProject } from './visited-project.js';
import { conditions, emptyVisit, faultsOf, visitBody, type VisitValues } from './visit-form.js';
import { WaitingVisits } from './waiting-visits.js';

/** Typing pauses so long before the draft is kept. */
const PAUSE_MS = 400;

/**
 * A visit, before leaving the site: four taps and a dictated sentence. It is kept on the device first and sent from there,
 * network or not; what is typed survives closing the page.
 */
export function LogVisitScreen() {
  const { t } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  // Where it goes on after the visit is fetched now: in the basement there may be no network to fetch it.
  useEffect(() => void router.preloadRoute({ to: '/visits' }), [router]);
  const { projectId } = useSearch({ from: '/within/visits/new' });
  const { id: personId } = session.person;
  const { values, change, restored, reset } = useVisitDraft(personId, projectId ?? '');
  const [photos, setPhotos] = useState<readonly TakenPhoto[]>([]);
  const [faults, setFaults] = useState<Faults>({});
  const [timing, setTiming] = useState(false);
  const { waiting, send, look } = useWaiting(personId);
  const online = useOnline();

  const submit = async () => {
    const found = faultsOf(values, t);
    setFaults(found);
    if (!none(found)) return;
    const id = crypto.randomUUID();
    const now = new Date(nowMs()).toISOString();
    await keepVisit(
      {
        id,
        personId,
        projectName: values.projectName,
        body: visitBody(id, values, photos.length, now),
        savedAt: nowMs(),
        state: 'waiting',
        refusal: null,
      },
      photos.map(({ id: photoId, blob, takenAt }) => ({ id: photoId, visitId: id, blob, takenAt, refusal: null })),
    );
    reset();
    setPhotos([]);
    toast(t('visit.kept'));
    await look();
    void send();
    await navigate({ to: '/visits' });
  };

  return (
    <Page title={t('visit.log')} back="/visits" aside={!online && <span className="muted">{t('visit.offline')}</span>}>
      <WaitingVisits waiting={waiting} onSend={() => void send()} onChanged={() => void look()} />
      {restored && (
        <p className="notice-box">
          {t('visit.restored')}{' '}
          <Button look="quiet" onClick={reset}>
            {t('visit.startOver')}
          </Button>
        </p>
      )}
      <Form faults={faults} onSubmit={() => void submit()}>
        <VisitedProject values={values} onChange={change} />
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
        <PhotoField photos={photos} onChange={setPhotos} />
        <FoundProblem values={values} onChange={change} />
        {timing ? (
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
        <div className="form-bar">
          <Button type="submit" wide>
            {t('visit.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}

/** The form, kept on the device while it is filled in. */
function useVisitDraft(personId: string, projectId: string) {
  const [values, setValues] = useState<VisitValues>({ ...emptyVisit, projectId });
  const [restored, setRestored] = useState(false);
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    void readDraft(personId).then((draft) => {
      if (!draft || projectId !== '') return;
      setValues({ ...emptyVisit, ...(draft.values as Partial<VisitValues>) });
      setRestored(true);
    });
  }, [personId, projectId]);
  useEffect(() => {
    if (!touched) return;
    const timer = setTimeout(() => void keepDraft({ personId, values, savedAt: nowMs() }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [personId, values, touched]);
  return {
    values,
    restored,
    change: (part: Partial<VisitValues>) => {
      setTouched(true);
      setValues((before) => ({ ...before, ...part }));
    },
    reset: () => {
      setTouched(false);
      setRestored(false);
      setValues(emptyVisit);
      void dropDraft(personId);
    },
  };
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
