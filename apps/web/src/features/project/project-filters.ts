import { among, atMost, filtersOf, isId } from '../../ui/address-filters.js';

export const levels = ['province', 'city', 'district'] as const;
export const fields = ['innovation', 'infrastructure', 'industry', 'green', 'livelihood'] as const;
export const platforms = ['shangCapital', 'jindai', 'xiaolizhuang'] as const;
export const lines = ['construction', 'investment', 'urban', 'livelihood'] as const;
export const stages = ['preparing', 'started', 'building', 'completed', 'inProduction', 'paused'] as const;

/** What the ledger is narrowed by; the address of the screen. */
export interface ProjectFilters {
  readonly q?: string;
  readonly level?: (typeof levels)[number];
  readonly field?: (typeof fields)[number];
  readonly platform?: (typeof platforms)[number];
  readonly line?: (typeof lines)[number];
  readonly stage?: (typeof stages)[number];
  readonly officeId?: string;
  readonly leaderId?: string;
}

export const projectFilters = filtersOf<ProjectFilters>({
  q: atMost(100),
  level: among(levels),
  field: among(fields),
  platform: among(platforms),
  line: among(lines),
  stage: among(stages),
  officeId: isId,
  leaderId: isId,
});
