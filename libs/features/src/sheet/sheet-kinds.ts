import { landLedger } from '#features/project/index.js';
import { checkLedger, ledgerForm } from './ledger.sheet.js';
import { sheetKind, type AnySheetKind } from './sheet-kind.js';

/** Every kind of sheet that comes in. */
export const kindsOfSheet = {
  ledger: sheetKind({
    form: ledgerForm,
    action: 'project.write',
    fileName: '项目台账模板',
    check: checkLedger,
    land: landLedger,
  }),
} as const satisfies Record<string, AnySheetKind>;
