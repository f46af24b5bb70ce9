import type { MapFeature } from './map-file.js';

export interface Office {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface Match {
  readonly feature: MapFeature;
  readonly office: Office | null;
  /** The region before it that is this office's already. */
  readonly again: number | null;
}

/** Which region is whose, by code or full name as the server reads them, and who has none. */
export function matched(
  features: readonly MapFeature[],
  offices: readonly Office[],
): { readonly matches: readonly Match[]; readonly without: readonly Office[] } {
  const first = new Map<string, number>();
  const matches = features.map((feature): Match => {
    const office = offices.find(({ code, name }) => feature.office === code || feature.office === name) ?? null;
    if (office === null) return { feature, office, again: null };
    const again = first.get(office.id) ?? null;
    if (again === null) first.set(office.id, feature.number);
    return { feature, office, again };
  });
  return { matches, without: offices.filter(({ id }) => !first.has(id)) };
}
