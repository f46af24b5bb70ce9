import type { Contract } from '#api-client/types.gen.js';
import { day } from '../../format/dates.js';
import { aside, listed } from '../../format/lists.js';
import { money } from '../../format/money.js';
import { useWords } from '../../i18n/use-words.js';
import { Card } from '../../ui/page.js';
import type { ProjectSection } from './project-section.js';

/** Who answers for the project, what they committed to, and who did before. */
export function ContractsSection({ project: { contract, earlierContracts } }: ProjectSection) {
  const { t } = useWords();
  if (!contract && earlierContracts.length === 0) return null;
  return (
    <Card title={t('contract.title')}>
      {contract && <ContractOf contract={contract} />}
      {earlierContracts.length > 0 && (
        <details className="disclosure">
          <summary>{t('contract.earlier', { count: earlierContracts.length })}</summary>
          <div className="stack">
            {earlierContracts.map((each) => (
              <ContractOf key={each.id} contract={each} />
            ))}
          </div>
        </details>
      )}
    </Card>
  );
}

function ContractOf({ contract }: { contract: Contract }) {
  const { t, language } = useWords();
  const { leader, from, to, yearPlan, visitsPerMonth, members, result } = contract;
  return (
    <div>
      <p>
        <strong>{leader.name}</strong>{' '}
        <span className="muted">
          {to
            ? t('contract.fromTo', { from: day(from, language), to: day(to, language) })
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
    </div>
  );
}
