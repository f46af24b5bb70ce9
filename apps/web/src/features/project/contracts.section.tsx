import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Contract } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { mayDo, useSession } from '../../api/session.js';
import { day } from '../../format/dates.js';
import { aside, listed } from '../../format/lists.js';
import { money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/page.js';
import type { ProjectSection } from './project-section.js';

/** Finding people by name brings a large part; it comes when it is wanted. */
const AssignDialog = lazy(() =>
  import('../commitment/assign-dialog.js').then(({ AssignDialog: dialog }) => ({ default: dialog })),
);

/** Who answers for the project, what they committed to, and who did before. */
export function ContractsSection({ project }: ProjectSection) {
  const { t } = useWords();
  const mayAssign = mayDo(useSession(), 'contract.write');
  const [assigning, setAssigning] = useState(false);
  const { contract, earlierContracts } = project;
  if (!contract && earlierContracts.length === 0 && !mayAssign) return null;
  return (
    <Card title={t('contract.title')}>
      {contract ? <ContractOf contract={contract} /> : <p className="muted">{t('assign.none')}</p>}
      {!contract && mayAssign && <Button onClick={() => setAssigning(true)}>{t('assign.open')}</Button>}
      {assigning && (
        <Suspense>
          <AssignDialog project={project} onClose={() => setAssigning(false)} />
        </Suspense>
      )}
      {earlierContracts.length > 0 && (
        <>
          <h3>{t('contract.earlier', { count: earlierContracts.length })}</h3>
          <ol className="rows">
            {earlierContracts.map((each) => (
              <li key={each.id} className="row">
                <ContractOf contract={each} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}

function ContractOf({ contract }: { contract: Contract }) {
  const { t, language } = useWords();
  const may = mayDo(useSession(), 'contract.read');
  const { id, leader, from, to, yearPlan, visitsPerMonth, members, result, handedOverTo } = contract;
  return (
    <div>
      <p>
        {may ? (
          <Link to="/leaders/$id" params={{ id: leader.id }} className="row-title">
            {leader.name}
          </Link>
        ) : (
          <strong>{leader.name}</strong>
        )}{' '}
        <span className="muted">
          {to
            ? t('contract.fromTo', { from: day(from, language), to: day(lastDay(to), language) })
            : t('contract.since', { from: day(from, language) })}
        </span>
      </p>
      <p>{t('contract.commits', { plan: money(yearPlan, language), visits: visitsPerMonth })}</p>
      {members.length > 0 && (
        <p className="muted">
          {t('contract.team')}
          {listed(
            members.map(({ person, duty }) => aside(person.name, duty, language)),
            language,
          )}
        </p>
      )}
      {result && <p className="long">{result}</p>}
      {handedOverTo && (
        <p>
          {t('contract.handedOver', { name: handedOverTo.name })}{' '}
          {may && (
            <Link to="/contracts/$id/hand-over-sheet" params={{ id }}>
              {t('handOver.sheet')}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

const lastDay = (to: string): string => addDays(to as PlainDate, -1);
