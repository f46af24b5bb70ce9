import type { SheetImport } from '#api-client/types.gen.js';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { among, filtersOf } from '../../ui/address-filters.js';
import { within } from '../../shell/within.js';
import { sheetKinds } from './sheet-kinds.js';

/** Which sheet is to come in, where a link already knows. */
const sheetSearch = filtersOf<{ kind?: SheetImport['kind'] }>({ kind: among(sheetKinds) });

const sheets = createRoute({
  getParentRoute: () => within,
  path: '/sheets',
  validateSearch: sheetSearch,
  component: lazyRouteComponent(() => import('./sheets.screen.js'), 'SheetsScreen'),
});

export const sheetRoutes = [sheets] as const;
