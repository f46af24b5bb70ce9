import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#domain/access/index.js';
import { ChangeStreams } from './change-streams.js';
import { hintFor, type ChangeNews } from './change-visibility.js';

const person = (role: Actor['roles'][number], over: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  districtId: 'd1',
  personId: 'p1',
  roles: [role],
  unitId: 'u1',
  companyId: null,
  name: '甲一',
  ...over,
});
const change = (over: Partial<ChangeNews> = {}): ChangeNews => ({
  districtId: 'd1',
  subject: 'problem',
  id: 'x',
  version: 3,
  ...over,
});

describe('hintFor', () => {
  it('names the id only to those who see the whole district', () => {
    expect(hintFor(person('coordinator'), change())).toEqual({ subject: 'problem', id: 'x', version: 3 });
    expect(hintFor(person('office'), change())).toEqual({ subject: 'problem' });
    expect(hintFor(person('enterprise', { companyId: 'c1' }), change())).toEqual({ subject: 'problem' });
  });

  it('tells nothing of another district, of inner workings, or to who may not read it', () => {
    expect(hintFor(person('coordinator'), change({ districtId: 'd2' }))).toBeUndefined();
    expect(hintFor(person('coordinator'), change({ subject: 'outbox' }))).toBeUndefined();
    expect(hintFor(person('coordinator'), change({ subject: 'constructor' }))).toBeUndefined();
    expect(hintFor(person('systemAdmin'), change())).toBeUndefined();
  });

  it('tells of a notice only to its recipient', () => {
    expect(hintFor(person('office'), change({ subject: 'notice', id: 'p1' }))).toEqual({ subject: 'notice' });
    expect(hintFor(person('principal'), change({ subject: 'notice', id: 'p2' }))).toBeUndefined();
  });
});

describe('ChangeStreams', () => {
  function setUp() {
    const listeners = new Set<(news: ChangeNews) => void>();
    const source = {
      subscribe: (listener: (news: ChangeNews) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const tell = (news: ChangeNews) => listeners.forEach((listener) => listener(news));
    return { streams: new ChangeStreams(source), tell, listeners };
  }

  it('writes hints, ends on shutdown and then listens no more', async () => {
    const { streams, tell, listeners } = setUp();
    const stream = streams.listen(person('coordinator'), () => Promise.resolve(true));
    tell(change());
    tell(change({ districtId: 'd2' }));
    streams.beforeApplicationShutdown();
    let text = '';
    for await (const part of stream) text += String(part);
    expect(text).toBe(
      'retry: 3000\n: listening\n\nevent: change\ndata: {"subject":"problem","id":"x","version":3}\n\n',
    );
    expect(listeners.size).toBe(0);
  });

  it('ends when the session does', async () => {
    const { streams } = setUp();
    const stream = streams.listen(person('coordinator'), () => Promise.resolve(false), 5);
    stream.resume();
    await once(stream, 'end');
  });

  it('cuts off a listener that does not read', async () => {
    const { streams, tell, listeners } = setUp();
    const stream = streams.listen(person('coordinator'), () => Promise.resolve(true));
    for (let n = 0; n < 3_000; n++) tell(change({ version: n }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stream.destroyed).toBe(true);
    expect(listeners.size).toBe(0);
  });
});
