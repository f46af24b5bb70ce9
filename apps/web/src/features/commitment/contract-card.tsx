import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Commitment, ContractStanding } from '#api-client/types.gen.js';
import { mayDo, useSession } from '../../api/session.js';
import { date } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Button, buttonClass } from '../../ui/button.js';
import { CommitmentRow } from './commitment-row.js';
import { HandOverDialog } from './hand-over-dialog.js';
import { Standing } from './standing.js';

/** One contract of the leader: its project, how it stands, its commitments; what is kept is folded away. */
export function ContractRow({ contract }: { contract: ContractStanding }) {
  const { t, language } = useWords();
  const session = useSession();
  const [handing, setHanding] = useState(false);
  const { id, project, standing, commitments, from, to, handedOverTo, result } = contract;
  const of = (standing: Commitment['standing']) => commitments.filter((each) => each.standing === standing);
  const standOut = [...of('broken'), ...of('atRisk')];
  const kept = of('kept');
  return (
    <li className="contract">
      <div className="contract-head">
        <div>
          <Link to="/projects/$id" params={{ id: project.id }} className="row-title">
            {project.name}
          </Link>
          <p className="muted">
            {project.code} ·{' '}
            {to
              ? t('contract.fromTo', { from: date(from, language), to: date(to, language) })
              : t('contract.since', { from: date(from, language) })}
            {handedOverTo && ` · ${t('commitment.handedTo', { name: handedOverTo.name })}`}
          </p>
        </div>
        <Standing standing={standing} />
      </div>
      {result && <p className="long">{result}</p>}
      {standOut.length > 0 && (
        <ul className="commitments">
          {standOut.map((each) => (
            <CommitmentRow key={keyOf(each)} commitment={each} />
          ))}
        </ul>
      )}
      <div className="contract-foot">
        {kept.length > 0 && (
          <details className="disclosure">
            <summary>
              {t('commitment.keptOnes', { count: kept.length })}
              <span className="away"> {project.name}</span>
            </summary>
            <ul className="commitments">
              {kept.map((each) => (
                <CommitmentRow key={keyOf(each)} commitment={each} />
              ))}
            </ul>
          </details>
        )}
        <div className="contract-acts">
          {to === null && mayDo(session, 'contract.handOver') && (
            <Button look="plain" onClick={() => setHanding(true)}>
              {t('handOver.do')}
              <span className="away"> {project.name}</span>
            </Button>
          )}
          <Link to="/contracts/$id/hand-over-sheet" params={{ id }} className={buttonClass('quiet')}>
            {t('handOver.sheet')}
            <span className="away"> {project.name}</span>
          </Link>
        </div>
      </div>
      {handing && <HandOverDialog contract={contract} onClose={() => setHanding(false)} />}
    </li>
  );
}

const keyOf = ({ kind, milestone }: ContractStanding['commitments'][number]) =>
  `${kind} ${milestone?.id ?? ''} ${milestone?.name ?? ''}`;
