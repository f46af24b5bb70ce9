import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { getHandOverSheet } from '#api-client/sdk.gen.js';
import type { HandOverSheet, VisitRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { date, day, moment } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { buttonClass } from '../../ui/button.js';
import { Card, Empty, Facts, Page } from '../../ui/page.js';
import { LoadedPage } from '../../ui/states.js';
import { Condition } from '../visit/condition.js';
import { CommitmentRow } from './commitment-row.js';
import { OpenDecisions, OpenProblems } from './open-matters.js';
import './commitment.css';

export function HandOverSheetScreen() {
  const { id } = useParams({ from: '/within/contracts/$id/hand-over-sheet' });
  const sheet = useQuery({
    queryKey: ['hand-over-sheet', id],
    queryFn: () => call(getHandOverSheet({ path: { id } })),
  });
  return (
    <LoadedPage query={sheet} back="/leaders">
      {(found) => <Sheet contractId={id} sheet={found} />}
    </LoadedPage>
  );
}

/** 交接单: as frozen when it was handed over, or a draft of how it would be today. */
function Sheet({ contractId, sheet }: { contractId: string; sheet: HandOverSheet }) {
  const { t, language } = useWords();
  const { project, from, to, on, frozenAt, contract, problems, decisions = [], visits, result, words } = sheet;
  return (
    <Page
      title={t('handOver.sheetOf', { project: project.name })}
      back={`/leaders/${from.id}`}
      aside={project.code}
      sentence={
        frozenAt
          ? t('handOver.frozen', { from: from.name, to: to?.name ?? '–', on: on ? day(on, language) : '–' })
          : t('handOver.draft')
      }
      actions={
        <a href={`/api/v1/contracts/${contractId}/hand-over-sheet.docx`} download className={buttonClass('plain')}>
          <Download aria-hidden size={18} />
          {t('handOver.document')}
        </a>
      }
    >
      <div className="stack">
        <Card title={t('handOver.who')}>
          <Facts
            facts={[
              [
                t('project.one'),
                <Link key="project" to="/projects/$id" params={{ id: contract.project.id }}>
                  {project.name}
                </Link>,
              ],
              [t('handOver.from'), from.name],
              [t('handOver.to'), to?.name],
              [t('handOver.on'), on && day(on, language)],
              [t('project.office'), project.office],
              [t('project.company'), project.company],
              [t('handOver.frozenAt'), frozenAt && moment(frozenAt, language)],
            ]}
          />
          {result !== '' && (
            <>
              <h3>{t('handOver.result')}</h3>
              <p className="long">{result}</p>
            </>
          )}
          {words !== '' && (
            <>
              <h3>{t('handOver.words')}</h3>
              <p className="long">{words}</p>
            </>
          )}
        </Card>
        <Card title={t('commitment.commitments')}>
          <ul className="commitments">
            {contract.commitments.map((each) => (
              <CommitmentRow key={`${each.kind} ${each.milestone?.name ?? ''}`} commitment={each} />
            ))}
          </ul>
        </Card>
        <Card title={t('handOver.openProblems')} flush>
          {problems.length === 0 ? <Empty title={t('project.noProblems')} /> : <OpenProblems problems={problems} />}
        </Card>
        <Card title={t('commitment.openDecisions')} flush>
          {decisions.length === 0 ? (
            <Empty title={t('handOver.noDecisions')} />
          ) : (
            <OpenDecisions decisions={decisions} />
          )}
        </Card>
        <Card title={t('commitment.visits')} flush>
          {visits.length === 0 ? (
            <Empty title={t('commitment.noVisits')} />
          ) : (
            <ul className="rows">
              {visits.map(({ id, on: visitedOn, by, condition, seen }) => (
                <li key={id} className="row">
                  <div>
                    <Link to="/visits/$id" params={{ id }} className="row-title">
                      {date(visitedOn, language)} {by.name}
                    </Link>
                    <p className="muted">{seen}</p>
                  </div>
                  <Condition condition={condition as VisitRow['condition']} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </Page>
  );
}
