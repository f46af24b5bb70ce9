import { Histogram, register } from 'prom-client';

const NAME = 'duban_http_request_duration_seconds';

/** By route pattern, never by path: ids in labels would grow without end. */
function durations(): Histogram<'method' | 'route' | 'status'> {
  const known = register.getSingleMetric(NAME) as Histogram<'method' | 'route' | 'status'> | undefined;
  return (
    known ??
    new Histogram({
      name: NAME,
      help: 'Time from the first byte of a request to the last of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    })
  );
}

export function observeRequest(method: string, route: string, status: number, seconds: number): void {
  durations().observe({ method, route, status: String(status) }, seconds);
}
