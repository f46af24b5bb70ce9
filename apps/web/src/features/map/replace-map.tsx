import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { replaceMap } from '#api-client/sdk.gen.js';
import type { DistrictMap, MapBody } from '#api-client/types.gen.js';
import { ApiError } from '../../api/api-error.js';
import { call, isRefusal, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Form, none } from '../../ui/form.js';
import { Card } from '../../ui/page.js';
import { toast } from '../../ui/toast.js';
import { geoJsonOf, MAX_BYTES, readMapFile, type MapFile, type Unreadable } from './map-file.js';
import { MapPreview } from './map-preview.js';
import { matched, type Office } from './matching.js';
import { faultsOf } from './refused.js';
import { SaveMap } from './save-map.js';
import { WithoutRegion } from './without-region.js';

/** What would take the map's place, and the map that was looked at when it was chosen. */
interface Chosen {
  readonly file: MapFile;
  readonly over: DistrictMap;
}

/**
 * Choose a file, see it drawn and matched, then replace the map by it. Whoever replaced it in between is not overwritten:
 * what was chosen holds to the map it was chosen over. The map before can be saved, or put back.
 */
export function ReplaceMap({
  map,
  offices,
  children,
}: {
  map: DistrictMap;
  offices: readonly Office[];
  /** The map as it is now, beside which the file is chosen. */
  children: ReactNode;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [unreadable, setUnreadable] = useState<Unreadable | null>(null);
  const [replaced, setReplaced] = useState<{ before: DistrictMap; by: DistrictMap } | null>(null);
  const [done, setDone] = useState(0);
  const [asking, setAsking] = useState(false);
  const send = useMutation({
    mutationFn: ({ body, over }: { body: MapBody; over: DistrictMap }) =>
      call(replaceMap({ headers: seen(over.version), body })),
    onSuccess: (now, { over }) => {
      client.setQueryData(['map'], now);
      setChosen(null);
      setDone(done + 1);
      setReplaced(over.regions.length > 0 ? { before: over, by: now } : null);
      toast(t('map.replaced', { version: now.version }));
    },
    onError: (error) => {
      if (isRefusal(error, 'map.version_conflict')) void client.invalidateQueries({ queryKey: ['map'] });
    },
    onSettled: () => setAsking(false),
  });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    send.reset();
    setReplaced(null);
    const read = await readMapFile(file);
    setUnreadable(typeof read === 'string' ? read : null);
    setChosen(typeof read === 'string' ? null : { file: read, over: map });
  };
  const faults = chosen ? faultsOf(t, send.error, chosen.file.features) : {};
  const error = none(faults) ? send.error : null;
  return (
    <>
      <div className="columns">
        {children}
        <div className="stack">
          {replaced && (
            <div className="notice-box good" role="status">
              <p>{t('map.beforeKept', { version: replaced.before.version })}</p>
              <div className="acts">
                <SaveMap map={replaced.before} words={t('map.downloadBefore')} />
                <Button
                  look="plain"
                  busy={send.isPending}
                  onClick={() => send.mutate({ body: geoJsonOf(replaced.before), over: replaced.by })}
                >
                  {t('map.putBack')}
                </Button>
              </div>
            </div>
          )}
          <Card title={t('map.replace')}>
            <FileField key={done} unreadable={unreadable} onChoose={(file) => void choose(file)} />
            {!chosen && <ErrorSummary error={error} />}
          </Card>
        </div>
      </div>
      {chosen && (
        <Form className="form map-form" faults={faults} error={error} onSubmit={() => setAsking(true)}>
          {chosen.over.version !== map.version && (
            <div className="notice-box" role="status">
              <p>{t('map.replacedMeanwhile', { version: map.version })}</p>
              <Button
                look="plain"
                onClick={() => {
                  send.reset();
                  setChosen({ ...chosen, over: map });
                }}
              >
                {t('map.lookAgain')}
              </Button>
            </div>
          )}
          <WrongPart error={error} />
          <MapPreview file={chosen.file} offices={offices} />
          <div className="form-end">
            <Button type="submit">{t('map.replaceBy')}</Button>
            <Button look="plain" onClick={() => (send.reset(), setChosen(null))}>
              {t('app.cancel')}
            </Button>
          </div>
        </Form>
      )}
      {chosen && asking && (
        <Dialog title={t('map.replaceAsk')} onClose={() => setAsking(false)}>
          <p>
            {t('map.replaceWhat', {
              file: chosen.file.fileName,
              count: chosen.file.features.length,
              now: chosen.over.regions.length,
            })}
          </p>
          <WithoutRegion offices={matched(chosen.file.features, offices).without} />
          <div className="form-end">
            <Button busy={send.isPending} onClick={() => send.mutate({ body: chosen.file.body, over: chosen.over })}>
              {t('map.replaceIt')}
            </Button>
            <Button look="plain" onClick={() => setAsking(false)}>
              {t('app.cancel')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** A file may be wrong outside of its features: the part is named as it is written there. */
function WrongPart({ error }: { error: unknown }) {
  const { t } = useWords();
  if (!(error instanceof ApiError) || error.code !== 'request.invalid') return null;
  return (
    <p className="field-error">
      {t('map.wrongPart')} <code>{error.fields.join(', ')}</code>
    </p>
  );
}

function FileField({
  unreadable,
  onChoose,
}: {
  unreadable: Unreadable | null;
  onChoose: (file: File | undefined) => void;
}) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className={unreadable ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{t('map.file')}</label>
      <p id={`${id}-hint`} className="hint">
        {t('map.fileHint')}
      </p>
      <input
        id={id}
        className="input"
        type="file"
        accept=".geojson,.json,application/geo+json,application/json"
        aria-describedby={unreadable ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={unreadable ? true : undefined}
        // A file that was put right and is chosen again is another one.
        onClick={(event) => (event.currentTarget.value = '')}
        onChange={({ target }) => onChoose(target.files?.[0])}
      />
      {unreadable && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {t(`map.unreadable.${unreadable}`, { mib: MAX_BYTES / 1024 / 1024 })}
        </p>
      )}
    </div>
  );
}
