import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const PAGE = '/index.html';
/** What the api itself answers; everything else that a browser opens as a page is a screen. */
const ofTheApi = /^\/(api|dev|metrics|healthz|readyz)(\/|$)/;

/**
 * A browser that opens any screen's address gets the one page, which then shows that screen. Asked for as data, or with
 * a file's ending, an address stays what it is.
 */
export function toThePage(request: { method?: string; url?: string; headers: { accept?: string } }): string {
  const url = request.url ?? '/';
  const [address = '/'] = url.split('?');
  const opens = request.method === 'GET' || request.method === 'HEAD';
  const page = opens && request.headers.accept?.includes('text/html') === true;
  const file = address.slice(address.lastIndexOf('/')).includes('.');
  return page && !file && !ofTheApi.test(address) ? PAGE : url;
}

/** Serves the built screens, where they are built: names with a hash for ever, the page itself asked for each time. */
export async function serveWeb(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      void reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
