import { landLedger } from '#features/project/index.js';
import { checkContracts, contractForm, landContracts } from './contracts.sheet.js';
import { checkLedger, ledgerForm } from './ledger.sheet.js';
import { checkPlans, landPlans, planForm } from './plans.sheet.js';
import { checkReports, landReports, reportForm } from './reports.sheet.js';
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
  plans: sheetKind({
    form: planForm,
    action: 'plan.write',
    fileName: '年度计划模板',
    check: checkPlans,
    land: landPlans,
  }),
  contracts: sheetKind({
    form: contractForm,
    action: 'contract.write',
    fileName: '分包表模板',
    check: checkContracts,
    land: landContracts,
  }),
  reports: sheetKind({
    form: reportForm,
    action: 'report.write',
    fileName: '周报模板',
    check: checkReports,
    land: landReports,
  }),
} as const satisfies Record<string, AnySheetKind>;
