import { Module } from '@nestjs/common';
import { PlanLedgerController } from './plan-ledger.controller.js';
import { PlanLedgerReader } from './plan-ledger.reader.js';

/** Apart from the plans themselves, which the ledger of projects is laid by: this reads both. */
@Module({ controllers: [PlanLedgerController], providers: [PlanLedgerReader], exports: [PlanLedgerReader] })
export class PlanLedgerModule {}
