import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Leave } from '#api-client/types.gen.js';
import { day } from '../../format/dates.js';
import { nameOf, useWords } from '../../i18n/use-words.js';

/** Still to come, or going on. */
export const isAhead = ({ standing }: Leave): boolean => standing === 'coming' || standing === 'running';

/** When somebody is away, why, and who stands in. To a leader's page there is a way, where what waits with them is seen. */
export function LeaveRow({ leave, whose, children }: { leave: Leave; whose: boolean; children?: ReactNode }) {
  const { t, language } = useWords();
  const { person, deputy, from, until, reason, endReason, standing } = leave;
  const days = t('leave.fromUntil', { from: day(from, language), until: day(until, language) });
  return (
    <li className="row">
      <div>
        <strong>{whose ? person.name : days}</strong>
        {whose && <span className="muted"> {nameOf(person.unit, language)}</span>}
        {whose && <p>{standing === 'calledOff' ? t('leave.wasCalledOff', { from: day(from, language) }) : days}</p>}
        <p className="muted">
          {[
            ...(whose ? [] : [person.name]),
            reason,
            deputy ? t('leave.deputyIs', { name: deputy.name }) : t('leave.noDeputy'),
          ].join(' · ')}
        </p>
        {endReason !== null && <p className="long">{t('leave.endedBecause', { reason: endReason })}</p>}
        {whose && isAhead(leave) && person.roles.includes('leader') && (
          <Link to="/leaders/$id" params={{ id: person.id }}>
            {t('leave.waitsWith', { name: person.name })}
          </Link>
        )}
      </div>
      {children}
    </li>
  );
}
