import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { collectDefaultMetrics, register } from 'prom-client';
import { MetricsController } from '../metrics/metrics.controller.js';
import { HealthController } from './health.controller.js';

/** What operators and their machines look at: /healthz, /readyz, /metrics. */
@Module({})
export class OperationsModule {
  /** @param ports what provides READINESS_CHECKS */
  static with(ports: Pick<ModuleMetadata, 'imports' | 'providers'>): DynamicModule {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
    return {
      module: OperationsModule,
      imports: ports.imports ?? [],
      providers: ports.providers ?? [],
      controllers: [HealthController, MetricsController],
    };
  }
}
