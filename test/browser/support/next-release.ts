import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a system and, once told to, hands out its service worker as the next release would have it. */
export interface ReleaseDoor {
  readonly url: string;
  release(version: string): void;
  close(): Promise<void>;
}

export async function openReleaseDoor(system: { readonly url: string }): Promise<ReleaseDoor> {
  const behind = new URL(system.url);
  let next: string | undefined;
  const server = createServer((asked, answer) => {
    if (asked.url === '/sw.js' && next !== undefined) void handOut(behind, next, answer);
    else passOn(behind, asked, answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: (version) => {
      next = version;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
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
