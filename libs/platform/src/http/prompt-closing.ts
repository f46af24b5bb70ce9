import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests under way may take to finish once the server is closing. */
const FINISH_MS = 10_000;

/**
 * Lets the server close without waiting for connections that carry nothing. Node ends those that are idle between two
 * requests, but not those that never sent one, and browsers open such ahead of need.
 */
export function closePromptly(fastify: FastifyInstance): void {
  const silent = new Set<Socket>();
  let closing = false;
  fastify.server.on('connection', (socket: Socket) => {
    if (closing) {
      socket.destroy();
      return;
    }
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    silent.delete(request.raw.socket);
    done();
  });
  fastify.addHook('preClose', (done) => {
    closing = true;
    for (const socket of silent) socket.destroy();
    setTimeout(() => fastify.server.closeAllConnections(), FINISH_MS).unref();
    done();
  });
}
