import './audit.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listAudit } from '#api-client/sdk.gen.js';
import type { AuditEntry } from '#api-client/types.gen.js';
import { addDays, plainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { moment } from '../../format/dates.js';
import { useWords, type Words } from '../../i18n/use-words.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, DaysFilter, Filters, narrowing, NoneFits } from '../../ui/filters.js';
import { Light } from '../../ui/light.js';
import { More } from '../../ui/more.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { auditFilters, results, type AuditFilters } from './audit-filters.js';
import { auditWordsEn } from './audit-words.en.js';
import { auditWordsZh } from './audit-words.zh.js';

const colours = { done: 'green', refused: 'yellow', denied: 'red' } as const;
const start = (day: string) => `${day}T00:00:00+08:00`;

/** The trail: who, when, what, from where, with what result; denials too. It is read here and changed nowhere. */
export function AuditScreen() {
  const { t } = useWords();
  const filters = useSearch({ from: '/within/audit' });
  const { from, to, ...rest } = filters;
  const query = {
    ...rest,
    ...(from && { from: start(from) }),
    ...(to && { to: start(addDays(plainDate(to), 1)) }),
  };
  const { list, more } = usePaged(['audit', filters], (cursor) =>
    call(listAudit({ query: { ...query, cursor, limit: 50 } })),
  );
  return (
    <Page
      title={t('audit.title')}
      sentence={t('audit.sentence')}
      actions={<ExportLink table="audit" needs="audit.read" filters={query} />}
    >
      <AuditFilterRow filters={filters} />
      <Card flush>
        <Loaded query={list} lines={10}>
          {(entries) => (entries.length === 0 ? <NoneFits title={t('audit.none')} /> : <Trail entries={entries} />)}
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function Trail({ entries }: { entries: readonly AuditEntry[] }) {
  const { t, language } = useWords();
  const words: AuditWords = language === 'en' ? auditWordsEn : auditWordsZh;
  const nobody: Codes = { system: t('app.byClock'), stranger: words.stranger };
  const columns: Column<AuditEntry>[] = [
    {
      key: 'at',
      head: t('audit.at'),
      cell: ({ at, seq }) => (
        <>
          {moment(at, language)}
          <span className="muted">{seq}</span>
        </>
      ),
    },
    {
      key: 'who',
      head: t('audit.who'),
      cell: ({ personId, personName }) => (personId === null ? (nobody[personName] ?? personName) : personName),
    },
    {
      key: 'action',
      head: t('audit.action'),
      cell: ({ action }) => <Coded words={words.action[action]} code={action} />,
    },
    {
      key: 'subject',
      head: t('audit.subject'),
      cell: ({ subjectKind, subjectId }) => (
        <span className="subject" title={subjectId}>
          {words.kind[subjectKind] ?? subjectKind} <span className="muted">…{subjectId.slice(-8)}</span>
        </span>
      ),
    },
    {
      key: 'result',
      head: t('audit.resultLabel'),
      cell: ({ result, code }) => (
        <span>
          <Light colour={colours[result]} word={t(`audit.result.${result}`)} />
          {code && <Coded words={toldWith(t, code)} code={code} />}
        </span>
      ),
    },
    { key: 'from', head: t('audit.fromWhere'), cell: ({ fromAddress }) => words.from[fromAddress] ?? fromAddress },
    {
      key: 'hash',
      head: t('audit.hash'),
      wideOnly: true,
      cell: ({ hash }) => <code title={hash}>{hash.slice(0, 8)}</code>,
    },
  ];
  return <Table caption={t('audit.title')} columns={columns} rows={entries} keyOf={({ seq }) => String(seq)} />;
}

type Codes = Readonly<Record<string, string>>;
interface AuditWords {
  readonly stranger: string;
  readonly from: Codes;
  readonly kind: Codes;
  readonly action: Codes;
}

/** A code under its words, since the filter asks by code; one that has none, as in old entries, stands alone. */
function Coded({ words, code }: { words: string | undefined; code: string }) {
  return (
    <span className="coded">
      {words} <code className="muted">{code}</code>
    </span>
  );
}

/** What the person was told; nothing where that takes figures, which the trail does not have. */
function toldWith(t: Words, code: string): string | undefined {
  const key = `refusal.${code.replaceAll('.', '_')}`;
  const words = t(key, { skipInterpolation: true });
  return words === key || words.includes('{{') ? undefined : t('audit.told', { words });
}

function AuditFilterRow({ filters }: { filters: AuditFilters }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/audit' });
  const of = narrowing(filters, auditFilters, (search) => void navigate({ search }));
  return (
    <Filters label={t('audit.searchAction')} of={of} by="action">
      <ChoiceFilter
        label={t('audit.resultLabel')}
        of={of}
        by="result"
        choices={results.map((value) => ({ value, label: t(`audit.result.${value}`) }))}
      />
      <DaysFilter of={of} from={t('audit.from')} to={t('audit.to')} />
    </Filters>
  );
}
