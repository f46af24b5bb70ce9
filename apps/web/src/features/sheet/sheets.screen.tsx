import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { confirmSheetImport, getSheetImport, listSheetImports } from '#api-client/sdk.gen.js';
import type { SheetFault, SheetImport } from '#api-client/types.gen.js';
import { ApiError, apiErrorOf } from '../../api/api-error.js';
import { call, once } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { moment } from '../../format/dates.js';
import { refusalWords, useWords, type Words } from '../../i18n/use-words.js';
import { ProgressBar } from '../../ui/bar.js';
import { Button, buttonClass } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { SelectField, Toggle } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import { neededFor, sheetKinds } from './sheet-kinds.js';

type Kind = SheetImport['kind'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** While one is on its way its progress is asked for so often, beside the hints. */
const FOLLOW_MS = 700;
const atRest = (state: SheetImport['state']) => ['checked', 'landed', 'refused', 'failed'].includes(state);

/** Tables in and out. What comes in is followed row by row, and every wrong cell is named. */
export function SheetsScreen() {
  const { t } = useWords();
  const session = useSession();
  const [followed, setFollowed] = useState<string | null>(null);
  return (
    <Page title={t('sheet.title')} sentence={t('sheet.sentence')}>
      <div className="stack">
        {mayDo(session, 'sheet.import') && (
          <>
            <UploadCard onSent={setFollowed} />
            {followed && <Followed key={followed} id={followed} />}
            <Mine onPick={setFollowed} />
          </>
        )}
        {mayDo(session, 'sheet.export') && <Exports />}
      </div>
    </Page>
  );
}

async function upload(kind: Kind, file: File, checkOnly: boolean): Promise<SheetImport> {
  const query = new URLSearchParams({ kind, fileName: file.name, checkOnly: String(checkOnly) });
  const response = await fetch(`/api/v1/sheets/imports?${query.toString()}`, {
    method: 'POST',
    body: file,
    credentials: 'same-origin',
    headers: { 'Content-Type': XLSX, ...once() },
  }).catch(() => undefined);
  const body: unknown = await response?.json().catch(() => undefined);
  if (!response?.ok) throw apiErrorOf(body, response);
  return body as SheetImport;
}

function UploadCard({ onSent }: { onSent: (id: string) => void }) {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const fileId = useId();
  const { kind: wanted } = useSearch({ from: '/within/sheets' });
  const kinds = sheetKinds.filter((each) => mayDo(session, neededFor[each]));
  const [kind, setKind] = useState<Kind>(wanted && kinds.includes(wanted) ? wanted : (kinds[0] ?? 'ledger'));
  const [file, setFile] = useState<File | null>(null);
  const [checkOnly, setCheckOnly] = useState(true);
  const [missing, setMissing] = useState(false);
  const send = useMutation({
    mutationFn: () => upload(kind, file!, checkOnly),
    onSuccess: ({ id }) => {
      onSent(id);
      void client.invalidateQueries({ queryKey: ['sheets'] });
    },
  });
  return (
    <Card title={t('sheet.import')}>
      <Form
        error={send.error}
        onSubmit={() => {
          setMissing(file === null);
          if (file) send.mutate();
        }}
      >
        <SelectField
          label={t('sheet.kindLabel')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          choices={kinds.map((value) => ({ value, label: t(`sheet.kind.${value}`) }))}
        />
        <p>
          <a className={buttonClass('plain')} href={`/api/v1/sheets/templates/${kind}`} download>
            {t('sheet.template')}
          </a>
        </p>
        <div className={missing && !file ? 'field wrong' : 'field'}>
          <label htmlFor={fileId}>{t('sheet.file')}</label>
          <input
            id={fileId}
            className="input"
            type="file"
            accept={`.xlsx,${XLSX}`}
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
          {missing && !file && <p className="field-error">{t('sheet.fileNeeded')}</p>}
        </div>
        <Toggle label={t('sheet.checkFirst')} on={checkOnly} onChange={setCheckOnly} />
        <div className="form-end">
          <Button type="submit" busy={send.isPending}>
            {t('sheet.send')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Followed({ id }: { id: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ['sheets', id],
    queryFn: () => call(getSheetImport({ path: { id } })),
    refetchInterval: ({ state }) => (state.data && atRest(state.data.state) ? false : FOLLOW_MS),
  });
  const confirm = useMutation({
    mutationFn: () => call(confirmSheetImport({ path: { id }, headers: once() })),
    onSettled: () => client.invalidateQueries({ queryKey: ['sheets'] }),
  });
  return (
    <Loaded query={found} lines={2}>
      {({ state, fileName, kind, done, total, summary, faultCount, faults }) => (
        <Card title={fileName} note={t(`sheet.kind.${kind}`)}>
          <div role="status">
            {atRest(state) ? (
              <p>
                <b>{t(`sheet.state.${state}`)}</b> {summary && t('sheet.landed', summary)}
              </p>
            ) : (
              <ProgressBar
                label={t('sheet.progress', { state: t(`sheet.state.${state}`), done, total })}
                value={done}
                max={total}
              />
            )}
          </div>
          <ErrorSummary error={confirm.error} />
          {state === 'checked' && (
            <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('sheet.confirm')}
            </Button>
          )}
          {faultCount > 0 && <Faults faults={faults} count={faultCount} />}
        </Card>
      )}
    </Loaded>
  );
}

function Faults({ faults, count }: { faults: readonly SheetFault[]; count: number }) {
  const { t } = useWords();
  return (
    <>
      <p className="bad-ink">
        {t('sheet.faults', { n: count })}
        {faults.length < count && ` ${t('sheet.faultsKept', { n: faults.length })}`}
      </p>
      <Table
        caption={t('sheet.faults', { n: count })}
        rows={faults}
        keyOf={(fault) => `${fault.row} ${fault.column} ${fault.code}`}
        columns={[
          {
            key: 'place',
            head: t('sheet.place'),
            cell: ({ row, column }) =>
              row === null ? t('sheet.wholeFile') : t('sheet.row', { row, column: column ?? '' }),
          },
          { key: 'column', head: t('sheet.column'), cell: ({ header }) => header ?? '–' },
          { key: 'what', head: t('sheet.what'), cell: (fault) => faultWords(t, fault) },
          { key: 'value', head: t('sheet.value'), cell: ({ value }) => value ?? '–' },
        ]}
      />
    </>
  );
}

/** What a plan or a report itself refuses has its own words. */
function faultWords(t: Words, { code, args }: SheetFault): string {
  const words = code === 'refused' ? refusalWords(t, new ApiError(409, String(args.refusal), args, [], undefined)) : '';
  return t(`sheet.fault.${code}`, { ...args, words });
}

function Mine({ onPick }: { onPick: (id: string) => void }) {
  const { t, language } = useWords();
  const mine = useQuery({
    queryKey: ['sheets', 'mine'],
    queryFn: () => call(listSheetImports({ query: { limit: 10 } })),
  });
  return (
    <Card title={t('sheet.mine')} flush>
      <Loaded query={mine}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('sheet.none')} why={t('sheet.noneWhy')} />
          ) : (
            <ul className="rows">
              {items.map(({ id, fileName, kind, state, createdAt }) => (
                <li key={id} className="row">
                  <div>
                    <Button look="quiet" onClick={() => onPick(id)}>
                      {fileName}
                    </Button>
                    <p className="muted">
                      {t(`sheet.kind.${kind}`)} · {moment(createdAt, language)}
                    </p>
                  </div>
                  <span>{t(`sheet.state.${state}`)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

/** Those that need no filter to begin with. */
const EXPORTED = [
  'projects',
  'plans',
  'results',
  'lights',
  'cards',
  'commitments',
  'visits',
  'problems',
  'meetings',
  'decisions',
] as const;

function Exports() {
  const { t } = useWords();
  return (
    <Card title={t('sheet.export')}>
      <p className="muted">{t('sheet.exportNote')}</p>
      <div className="acts">
        {EXPORTED.map((table) => (
          <a key={table} className={buttonClass('plain')} href={`/api/v1/sheets/exports/${table}`} download>
            {t(`sheet.exports.${table}`)}
          </a>
        ))}
      </div>
    </Card>
  );
}
