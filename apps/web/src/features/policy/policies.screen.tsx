import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listPolicies } from '#api-client/sdk.gen.js';
import { call } from '../../api/call.js';
import { date, dayOf } from '../../format/dates.js';
import { useWords } from '../../i18n/use-words.js';
import { Card, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { kindOrder } from './policy-shape.js';

/** The rules of the district: each in versions that never change, in force from a day. */
export function PoliciesScreen() {
  const { t, language } = useWords();
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => call(listPolicies()) });
  const place = (kind: string) => (kindOrder.includes(kind) ? kindOrder.indexOf(kind) : kindOrder.length);
  return (
    <Page title={t('policy.title')} sentence={t('policy.sentence')}>
      <Card flush>
        <Loaded query={policies}>
          {(found) => (
            <ul className="rows">
              {[...found]
                .sort((a, b) => place(a.kind) - place(b.kind))
                .map(({ kind, inForce, coming }) => (
                  <li key={kind} className="row">
                    <div>
                      <Link to="/policies/$kind" params={{ kind }} className="row-title">
                        {t(`policy.kind.${kind}`)}
                      </Link>
                      <p className="muted">{t(`policy.about.${kind}`)}</p>
                    </div>
                    <span className="muted">
                      {inForce.inForceFrom === null
                        ? t('policy.original')
                        : t('policy.versionFrom', {
                            version: inForce.version,
                            on: date(dayOf(inForce.inForceFrom), language),
                          })}
                      {coming.length > 0 && ` · ${t('policy.coming', { count: coming.length })}`}
                    </span>
                  </li>
                ))}
            </ul>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
