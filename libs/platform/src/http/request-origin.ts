import type { FastifyRequest } from 'fastify';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something was sent by a page of another site. Browsers say so in `Sec-Fetch-Site` and
 * `Origin`; callers that are no browsers send neither, and carry no cookie they were tricked into sending.
 */
export function comesFromElsewhere(
  request: Pick<FastifyRequest, 'method' | 'headers' | 'host'>,
  publicUrl: string,
): boolean {
  if (safeMethods.has(request.method)) return false;
  if (request.headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const given = new URL(origin);
  return given.host !== request.host && given.origin !== new URL(publicUrl).origin;
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const proxyHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Whether a program on this very machine asks, and not a proxy on it for somebody else. */
export function comesFromThisMachine(request: Pick<FastifyRequest, 'headers' | 'socket'>): boolean {
  return (
    loopback.test(request.socket.remoteAddress ?? '') &&
    proxyHeaders.every((name) => request.headers[name] === undefined)
  );
}
