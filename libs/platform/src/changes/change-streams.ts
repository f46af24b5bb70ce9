import { PassThrough } from 'node:stream';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Actor } from '#domain/access/index.js';
import { hintFor, type ChangeHint, type ChangeNews } from './change-visibility.js';

/** Token of the `ChangeSource`; the database's change feed is one. */
export const CHANGE_SOURCE = Symbol('CHANGE_SOURCE');

export interface ChangeSource {
  /** Calls `listener` for every change of any district until the returned function is called. */
  subscribe(listener: (change: ChangeNews) => void): () => unknown;
}

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 3_000;
/** A listener this far behind is cut off; it comes again and asks for everything anew. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** The open server-sent event streams of this process. */
@Injectable()
export class ChangeStreams implements BeforeApplicationShutdown {
  private readonly open = new Set<PassThrough>();

  constructor(@Inject(CHANGE_SOURCE) private readonly source: ChangeSource) {}

  /**
   * A stream of what `actor` may hear. `stillSignedIn` is asked at every heartbeat, and the stream ends when it says
   * no. Heartbeats are comments; a client that hears none for long knows that the line is dead.
   */
  listen(actor: Actor, stillSignedIn: () => Promise<boolean>, heartbeatMs = HEARTBEAT_MS): PassThrough {
    const stream = new PassThrough();
    const unsubscribe = this.source.subscribe((change) => {
      const hint = hintFor(actor, change);
      if (hint) write(stream, eventText(hint));
    });
    const heartbeat = setInterval(() => {
      write(stream, ': still here\n\n');
      stillSignedIn().then(
        (yes) => !yes && stream.end(),
        () => undefined,
      );
    }, heartbeatMs);
    stream.once('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      this.open.delete(stream);
    });
    this.open.add(stream);
    stream.write(`retry: ${RETRY_MS}\n: listening\n\n`);
    return stream;
  }

  /** Ends every stream, so that the server can finish. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open) stream.end();
  }
}

function write(stream: PassThrough, text: string): void {
  if (stream.writableEnded || stream.destroyed) return;
  if (stream.writableLength + stream.readableLength > MAX_BUFFERED_BYTES) stream.destroy();
  else stream.write(text);
}

export function eventText(hint: ChangeHint): string {
  return `event: change\ndata: ${JSON.stringify(hint)}\n\n`;
}
