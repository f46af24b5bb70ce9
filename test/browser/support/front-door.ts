import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before a system. Shut, nothing gets through, also not what a service worker asks for, which a browser's own
 * "offline" lets pass. Told of a release, it hands out the service worker as that one would have it.
 */
export interface FrontDoor {
  readonly url: string;
  shut(): Promise<void>;
  open(): Promise<void>;
  release(version: string): void;
  /** Visits and photos that were handed over through it, whoever did, by their keys; each is kept waiting so long. */
  readonly handedOver: { readonly visits: string[]; readonly photos: string[] };
  slow(ms: number): void;
}

export async function frontDoorOf(system: { readonly url: string }): Promise<FrontDoor> {
  const behind = new URL(system.url);
  let next: string | undefined;
  let wait = 0;
  const handedOver: { visits: string[]; photos: string[] } = { visits: [], photos: [] };
  const server = createServer((asked, answer) => {
    if (asked.url === '/sw.js' && next !== undefined) return void handOut(behind, next, answer);
    const what = asked.method === 'POST' && /^\/api\/v1\/visits(\/[^/]+\/photos)?$/.exec(asked.url ?? '');
    if (!what) return passOn(behind, asked, answer);
    handedOver[what[1] ? 'photos' : 'visits'].push(String(asked.headers['idempotency-key']));
    setTimeout(() => passOn(behind, asked, answer), wait);
  });
  const listen = (port: number) =>
    new Promise<number>((listening) =>
      server.listen(port, '127.0.0.1', () => listening((server.address() as AddressInfo).port)),
    );
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    shut: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
    open: async () => void (await listen(port)),
    release: (version) => {
      next = version;
    },
    handedOver,
    slow: (ms) => {
      wait = ms;
    },
  };
}

async function handOut(behind: URL, version: string, answer: ServerResponse): Promise<void> {
  const worker = await (await fetch(new URL('/sw.js', behind))).text();
  answer.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' });
  answer.end(worker.replace(/"version":"[0-9a-f]+"/, `"version":"${version}"`));
}

function passOn(behind: URL, asked: IncomingMessage, answer: ServerResponse): void {
  const headers = { ...asked.headers, host: behind.host, ...(asked.headers.origin && { origin: behind.origin }) };
  const passed = request(new URL(asked.url ?? '/', behind), { method: asked.method, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  answer.on('close', () => passed.destroy());
  asked.pipe(passed);
}
