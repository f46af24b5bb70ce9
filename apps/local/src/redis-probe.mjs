// Asks a Redis one question over a bare socket: the launcher has no client library before `npm ci`.
import { connect } from 'node:net';

/**
 * @param {number} port on 127.0.0.1
 * @param {string} password
 * @returns {Promise<'ready' | 'loading' | 'refused' | 'away'>} `refused`: somebody else's Redis, or none at all
 */
export function probeRedis(port, password) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let heard = '';
    socket.setTimeout(2000, () => finish('away'));
    socket.on('error', () => finish('away'));
    socket.on('close', () => finish('away'));
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      if (heard.includes('+PONG')) finish('ready');
      else if (heard.includes('-LOADING')) finish('loading');
      else if (heard.startsWith('-')) finish('refused');
    });
    /** @param {'ready' | 'loading' | 'refused' | 'away'} answer */
    function finish(answer) {
      socket.destroy();
      resolve(answer);
    }
  });
}
