import { moment } from '../../format/dates.js';
import { count } from '../../format/numbers.js';
import { useWords } from '../../i18n/use-words.js';
import { Light, type LightColour } from '../../ui/light.js';
import { Card, Facts } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { useOverview } from './use-overview.js';

/** All of it at a glance, with a light for each of the works. */
export function Overview() {
  const { t, language } = useWords();
  const overview = useOverview();
  const at = (instant: string | null) => (instant === null ? null : moment(instant, language));
  const light = (bad: number, slow: number) => {
    const colour: LightColour = bad > 0 ? 'red' : slow > 0 ? 'yellow' : 'green';
    return <Light colour={colour} word={t(`operations.light.${colour}`)} />;
  };
  return (
    <Loaded query={overview} lines={8}>
      {({ at: asOf, programs, promises, timers, deliveries, periodsBehind }) => (
        <>
          <div className="columns">
            <Card
              title={t('operations.promises.title')}
              aside={light(promises.dead, promises.failing + promises.unheard)}
            >
              <Facts
                facts={[
                  [t('operations.promises.waiting'), count(promises.waiting)],
                  [t('operations.promises.oldest'), at(promises.oldestSince)],
                  [t('operations.promises.failing'), count(promises.failing)],
                  [t('operations.promises.unheard'), count(promises.unheard)],
                  [t('operations.promises.dead'), count(promises.dead)],
                ]}
              />
            </Card>
            <Card title={t('operations.deliveries.title')} aside={light(deliveries.failed, deliveries.stuck)}>
              <Facts
                facts={[
                  [t('operations.deliveries.waiting'), count(deliveries.waiting)],
                  [t('operations.deliveries.stuck'), count(deliveries.stuck)],
                  [t('operations.deliveries.stuckSince'), at(deliveries.stuckSince)],
                  [t('operations.deliveries.failed'), count(deliveries.failed)],
                ]}
              />
            </Card>
            <Card title={t('operations.timers.title')} aside={light(timers.parked, timers.overdue)}>
              <Facts
                facts={[
                  [t('operations.timers.pending'), count(timers.pending)],
                  [t('operations.timers.overdue'), count(timers.overdue)],
                  [t('operations.timers.overdueSince'), at(timers.overdueSince)],
                  [t('operations.timers.parked'), count(timers.parked)],
                  [t('operations.timers.fired'), count(timers.firedLastHour)],
                  [t('operations.timers.next'), at(timers.nextDueAt)],
                ]}
              />
            </Card>
            <Card title={t('operations.programs')} aside={light(periodsBehind, 0)}>
              <Facts
                facts={[
                  [t('operations.periods.behind'), count(periodsBehind)],
                  ...Object.entries(programs).map(
                    ([name, connections]) => [name, t('operations.connections', { count: connections })] as const,
                  ),
                ]}
              />
            </Card>
          </div>
          <p className="muted">{t('operations.asOf', { at: moment(asOf, language) })}</p>
        </>
      )}
    </Loaded>
  );
}
