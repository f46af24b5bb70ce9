import { today } from '../../format/clock.js';
import { day } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Light } from '../../ui/light.js';
import { Card, Empty } from '../../ui/page.js';
import type { ProjectSection } from './project-section.js';

export function MilestonesSection({ project: { milestones } }: ProjectSection) {
  const { t, language } = useWords();
  return (
    <Card title={t('project.milestones')} flush>
      {milestones.length === 0 ? (
        <Empty title={t('project.noMilestones')} />
      ) : (
        <ol className="rows">
          {milestones.map(({ id, name, dueOn, reachedOn }) => (
            <li key={id} className="row">
              <div>
                <strong>{name}</strong>{' '}
                <span className="muted">{t('project.dueOn', { on: day(dueOn, language) })}</span>
              </div>
              {reachedOn ? (
                <Light colour="green" word={t('project.reachedOn', { on: day(reachedOn, language) })} />
              ) : dueOn < today() ? (
                <Light colour="red" word={t('project.milestoneLate')} />
              ) : (
                <span className="muted">{t('project.notReached')}</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
