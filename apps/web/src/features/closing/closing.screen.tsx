import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listClosedProjects, offerCandidates } from '#api-client/sdk.gen.js';
import type { ClosedProject } from '#api-client/types.gen.js';
import { call, once } from '../../api/call.js';
import { mayDo, useSession } from '../../api/session.js';
import { money } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { isDay } from '../../ui/address-filters.js';
import { Button } from '../../ui/button.js';
import { ExportLink } from '../../ui/export-link.js';
import { Toggle } from '../../ui/field.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { Loaded, NoSuchPage } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { toast } from '../../ui/toast.js';
import { usePaged } from '../../ui/use-paged.js';
import { periodKinds, periodName, type PeriodKind } from './period-name.js';
import { Verdict } from './verdict.js';
import './closing.css';

export function ClosingScreen() {
  const { kind: given, start } = useParams({ from: '/within/closings/$kind/$start' });
  const kind = periodKinds.find((each) => each === given);
  return kind && isDay(start) ? <Closing kind={kind} start={start} /> : <NoSuchPage back="/closings" />;
}

/** How projects stood when a period was closed, gaps first; a coordinator puts them on the next agenda of their line. */
function Closing({ kind, start }: { kind: PeriodKind; start: string }) {
  const { t, language } = useWords();
  const { all } = useSearch({ from: '/within/closings/$kind/$start' });
  const navigate = useNavigate({ from: '/closings/$kind/$start' });
  const session = useSession();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const filters = all ? {} : { verdict: 'short' as const };
  const { list, more } = usePaged(['closings', kind, start, filters], (cursor) =>
    call(listClosedProjects({ path: { kind, start }, query: { ...filters, cursor, limit: 50 } })),
  );
  const offers = mayDo(session, 'agenda.write');
  const choose = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <Page
      title={periodName({ kind, start }, t, language)}
      back="/closings"
      aside={t(`period.kind.${kind}`)}
      sentence={t('closing.asItStood')}
      actions={
        <>
          {offers && <Offer kind={kind} start={start} chosen={chosen} onDone={() => setChosen([])} />}
          <ExportLink table={`closings/${kind}/${start}/closed-projects`} filters={filters} />
        </>
      }
    >
      <div className="filters">
        <Toggle
          label={t('closing.shortOnly')}
          on={!all}
          onChange={(on) => void navigate({ search: on ? {} : { all: true }, replace: true })}
        />
      </div>
      <Card flush>
        <Loaded query={list} lines={8}>
          {(projects) =>
            projects.length === 0 ? (
              <Empty title={all ? t('closing.noProjects') : t('closing.noneShort')} />
            ) : (
              <ClosedProjects projects={projects} chosen={chosen} onChoose={offers ? choose : undefined} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}

function ClosedProjects({
  projects,
  chosen,
  onChoose,
}: {
  projects: readonly ClosedProject[];
  chosen: readonly string[];
  onChoose: ((id: string, on: boolean) => void) | undefined;
}) {
  const { t, language } = useWords();
  const columns: Column<ClosedProject>[] = [
    {
      key: 'project',
      head: t('project.one'),
      cell: ({ project: { id, name, code } }) => (
        <>
          <Link to="/projects/$id" params={{ id }} className="row-title">
            {name}
          </Link>
          <span className="muted">{code}</span>
        </>
      ),
    },
    { key: 'verdict', head: t('closing.verdictLabel'), cell: ({ verdict }) => <Verdict verdict={verdict} /> },
    { key: 'office', head: t('project.office'), cell: ({ office }) => nameOf(office, language) },
    { key: 'leader', head: t('project.leader'), cell: ({ leader }) => leader?.name ?? '–' },
    { key: 'plan', head: t('closing.plan'), number: true, cell: ({ plan }) => money(plan, language) },
    {
      key: 'actual',
      head: t('closing.actual'),
      number: true,
      cell: ({ actual, reported }) => (reported ? money(actual, language) : t('closing.notReported')),
    },
    { key: 'gap', head: t('closing.gap'), number: true, cell: ({ gap }) => money(gap, language) },
    ...(onChoose
      ? [
          {
            key: 'offer',
            head: t('closing.offer'),
            cell: ({ project, verdict }: ClosedProject) =>
              verdict === 'short' ? (
                <label className="toggle">
                  <input
                    type="checkbox"
                    checked={chosen.includes(project.id)}
                    onChange={(event) => onChoose(project.id, event.target.checked)}
                  />
                  <span className="away">{t('closing.choose', { project: project.name })}</span>
                </label>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <Table caption={t('closing.projects')} columns={columns} rows={projects} keyOf={({ project }) => project.id} />
  );
}

function Offer({
  kind,
  start,
  chosen,
  onDone,
}: {
  kind: PeriodKind;
  start: string;
  chosen: readonly string[];
  onDone: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const send = useMutation({
    mutationFn: (ask: string) =>
      call(offerCandidates({ path: { kind, start }, headers: once(), body: { projectIds: [...chosen], ask } })),
    onSuccess: (offered) => {
      const listed = offered.filter(({ what }) => what !== 'no-meeting').length;
      toast(t('closing.offered', { listed, without: offered.length - listed }));
      setAsking(false);
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['meeting'] }),
  });
  return (
    <>
      <Button disabled={chosen.length === 0} onClick={() => setAsking(true)}>
        {t('closing.offerChosen', { count: chosen.length })}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('closing.offer')}
          label={t('closing.ask')}
          maxLength={500}
          send={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
