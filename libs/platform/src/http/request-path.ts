import type { FastifyRequest } from 'fastify';

/** Addresses that are secrets themselves: what stands behind these. */
const secretPaths = /^(.*\/calendar-feeds\/).+$/is;

/** Without its query string, which may hold what people searched for, and without a secret link. For logs and trails. */
export function pathOf(request: Pick<FastifyRequest, 'url'>): string {
  return request.url.split('?', 1)[0]!.replace(secretPaths, '$1***');
}
