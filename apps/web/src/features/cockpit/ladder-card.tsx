import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { getLadder } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { Card, Empty } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';

/** How many problems stand on each rung, as steps that rise. The sixth is outside and only shown when something is there. */
export function LadderCard() {
  const { t } = useWords();
  const ladder = useQuery({ queryKey: ['problems', 'ladder'], queryFn: () => call(getLadder()) });
  return (
    <Card title={t('cockpit.ladder')}>
      <Loaded query={ladder}>
        {({ rungs }) =>
          rungs.every(({ open }) => open === 0) ? (
            <Empty title={t('cockpit.noneOpen')} why={t('cockpit.noneOpenWhy')} />
          ) : (
            <ol className="steps">
              {rungs
                .filter(({ rung, open }) => rung < 6 || open > 0)
                .map(({ rung, open, overdue, cameUp, meanDays }) => (
                  <li key={rung} className={`step step-${rung}`}>
                    <Link to="/problems" search={{ rung: String(rung) } as never} className="step-block">
                      <span className="step-top">
                        <b>{open}</b>
                        {cameUp > 0 && (
                          <span className="step-up" title={t('cockpit.cameUp', { n: cameUp })}>
                            <ArrowUpRight aria-hidden size={12} />
                            <span aria-hidden>{cameUp}</span>
                            <span className="away">{t('cockpit.cameUp', { n: cameUp })}</span>
                          </span>
                        )}
                      </span>
                      <span className={overdue > 0 ? 'bad-ink' : 'muted'}>{t('cockpit.overdue', { n: overdue })}</span>
                    </Link>
                    <span className="step-name">{t(`ladder.rung${rung}`)}</span>
                    <span className="muted">
                      {meanDays === null ? t('cockpit.noneHere') : t('cockpit.meanDays', { n: meanDays })}
                    </span>
                  </li>
                ))}
            </ol>
          )
        }
      </Loaded>
    </Card>
  );
}
