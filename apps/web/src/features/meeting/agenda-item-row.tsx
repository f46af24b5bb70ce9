import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { Button, IconButton } from '../../ui/button.js';
import { DueDecision } from './project-figures.js';
import { OutcomeWords } from './outcome-words.js';
import { titleOf, type AgendaItem } from './use-meeting.js';

export type ItemAct = 'edit' | 'postpone' | 'remove';

export function SectionHead({ section, minutes }: { section: AgendaItem['section']; minutes: number }) {
  const { t } = useWords();
  return (
    <div className="agenda-section">
      <h3>{t(`meeting.section.${section}`)}</h3>
      <span>{t('meeting.minutesShort', { minutes })}</span>
    </div>
  );
}

/** An item with who speaks to it, what it asks for and what the department answers; `acts` where it can be arranged. */
export function AgendaItemRow({ item, acts }: { item: AgendaItem; acts?: ItemActs }) {
  const { t, language } = useWords();
  const { problem, project, office, presenter, ask, answer, leadDepartment } = item;
  const presents = [presenter.unit && nameOf(presenter.unit, language), presenter.name].filter(Boolean).join(' ');
  return (
    <div className="agenda-item">
      <div className="agenda-head">
        <b className="position">{item.position}</b>
        <div>
          {problem ? (
            <Link to="/problems/$id" params={{ id: problem.id }} className="row-title">
              {problem.title}
            </Link>
          ) : (
            <span className="row-title">{titleOf(item, language)}</span>
          )}
          <p className="muted">
            {[problem?.number, project?.name, office && nameOf(office, language)].filter(Boolean).join(' · ')}
            {item.times > 1 && <strong className="times"> {t('problem.times', { n: item.times })}</strong>}
            {problem?.severity === 'urgent' && <strong className="times"> {t('meeting.urgent')}</strong>}
            {item.state === 'carriedOver' && ` · ${t('meeting.carriedOver')}`}
          </p>
        </div>
        <span className="agenda-minutes">{t('meeting.minutesShort', { minutes: item.minutes })}</span>
      </div>
      <DueDecision item={item} />
      <dl className="agenda-words">
        <div>
          <dt>{t('meeting.ask')}</dt>
          <dd className="clamp-3">{ask || t('meeting.noAsk')}</dd>
        </div>
        {(problem || answer) && (
          <div>
            <dt>
              {t('meeting.answer')}
              {leadDepartment && <span> {nameOf(leadDepartment, language)}</span>}
            </dt>
            <dd className="clamp-3">{answer || t('meeting.noAnswer')}</dd>
          </div>
        )}
      </dl>
      <div className="agenda-foot">
        <span className="muted">{presents ? t('meeting.presents', { name: presents }) : t('meeting.noPresenter')}</span>
        {item.outcome && acts && <strong>{t(`meeting.outcome.${item.outcome.kind}`)}</strong>}
        {acts && <Acts item={item} {...acts} />}
      </div>
      {item.outcome && !acts && (
        <section className="agenda-outcome">
          <h4>{t(`meeting.outcome.${item.outcome.kind}`)}</h4>
          <OutcomeWords outcome={item.outcome} signed={false} />
        </section>
      )}
    </div>
  );
}

export interface ItemActs {
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onAct: (kind: ItemAct) => void;
}

function Acts({ item, first, last, onMove, onAct }: ItemActs & { item: AgendaItem }) {
  const { t, language } = useWords();
  const title = titleOf(item, language);
  return (
    <span className="agenda-acts">
      <IconButton label={t('meeting.moveUp', { title })} aria-disabled={first} onClick={() => !first && onMove(-1)}>
        <ArrowUp aria-hidden size={18} />
      </IconButton>
      <IconButton label={t('meeting.moveDown', { title })} aria-disabled={last} onClick={() => !last && onMove(1)}>
        <ArrowDown aria-hidden size={18} />
      </IconButton>
      <Button look="quiet" aria-label={t('meeting.editOf', { title })} onClick={() => onAct('edit')}>
        {t('meeting.edit')}
      </Button>
      <Button look="quiet" aria-label={t('meeting.postponeOf', { title })} onClick={() => onAct('postpone')}>
        {t('meeting.postpone')}
      </Button>
      {item.problem?.status !== 'open' && (
        <Button look="quiet" aria-label={t('meeting.removeOf', { title })} onClick={() => onAct('remove')}>
          {t('meeting.remove')}
        </Button>
      )}
    </span>
  );
}
