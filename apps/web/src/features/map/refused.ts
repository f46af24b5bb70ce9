import { ApiError } from '../../api/api-error.js';
import { refusalWords, type Words } from '../../i18n/use-words.js';
import type { Faults } from '../../ui/faults.js';
import type { MapFeature } from './map-file.js';

/** The name under which a feature's row in the table is found by its fault. */
export const rowOf = (feature: Pick<MapFeature, 'number'>): string => `feature-${feature.number}`;

export const featureWords = (t: Words, { number, name }: Pick<MapFeature, 'number' | 'name'>): string =>
  name === '' ? t('map.featureNo', { number }) : t('map.featureNamed', { number, name });

/** What the server refuses a map for, feature by feature; none where the refusal is about no feature. */
export function faultsOf(t: Words, error: unknown, features: readonly MapFeature[]): Faults {
  if (!(error instanceof ApiError)) return {};
  const faults: Record<string, string> = {};
  for (const field of error.fields) {
    const [, index, part] = /^features\.(\d+)(?:\.(properties|geometry))?/.exec(field) ?? [];
    const feature = index === undefined ? undefined : features[Number(index)];
    if (!feature) continue;
    const words = error.code === 'request.invalid' ? t(`map.fault.${part ?? 'feature'}`) : refusalWords(t, error);
    faults[rowOf(feature)] ??= t('map.faultOf', { feature: featureWords(t, feature), words });
  }
  return faults;
}
