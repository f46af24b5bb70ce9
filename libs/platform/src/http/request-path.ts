import type { FastifyRequest } from 'fastify';

/** Without its query string, which may hold what people searched for. */
export function pathOf(request: Pick<FastifyRequest, 'url'>): string {
  return request.url.split('?', 1)[0]!;
}
