import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3_KEYS, startS3Server, type S3Server } from '../../../../test/support/s3-server.js';
import { FileStoreError, FolderStore, S3Store, type FileStore } from './index.js';

let folder: string;
let bucket: S3Server;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'duban-store-'));
  bucket = await startS3Server();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bucket.close();
});

const stores: [string, () => FileStore][] = [
  ['a folder', () => new FolderStore(path.join(folder, 'files'))],
  ['a bucket', () => new S3Store({ url: bucket.url, ...S3_KEYS })],
];
const key = 'd1/visit-photo/2026-03/0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51.jpg';
const read = async (store: FileStore, of = key) => {
  const content = await store.open(of);
  return content && (await buffer(content)).toString('latin1');
};

describe.each(stores)('%s', (_what, make) => {
  it('gives back what was put, replaces, removes, and says when there is nothing', async () => {
    const store = make();
    expect(await read(store)).toBeNull();
    await store.put(key, Buffer.from('one\0\xff', 'latin1'), 'image/jpeg');
    expect(await read(store)).toBe('one\0\xff');
    await store.put(key, Buffer.from('two'), 'image/jpeg');
    expect(await read(store)).toBe('two');
    await store.remove(key);
    await store.remove(key);
    expect(await read(store)).toBeNull();
    await store.check();
  });

  it('knows no other keys than those made here', async () => {
    for (const odd of [
      '../x',
      'a/../b',
      '/a',
      'a//b',
      'a/',
      '.hidden',
      'a/.b',
      'A',
      'a b',
      'a\0',
      'a%2f',
      'a\\b',
      '',
      'a/'.repeat(9) + 'a',
    ]) {
      await expect(make().put(odd, Buffer.from('x'), 'text/plain')).rejects.toThrow(RangeError);
      await expect(make().open(odd)).rejects.toThrow(RangeError);
      await expect(make().remove(odd)).rejects.toThrow(RangeError);
    }
  });
});

describe('a folder', () => {
  it('holds nothing half-written, and follows no link out of it', async () => {
    const root = path.join(folder, 'other');
    const store = new FolderStore(root);
    await store.put('a/b.jpg', Buffer.alloc(100_000, 1), 'image/jpeg');
    expect(await readdir(path.join(root, '.unfinished'))).toEqual([]);
    await symlink('/etc/hostname', path.join(root, 'a', 'link'));
    await expect(store.open('a/link')).rejects.toThrow(FileStoreError);
    // A file where a folder belongs: said as what it is, without the path.
    const fault = await store.put('a/b.jpg/c', Buffer.from('x'), 'text/plain').catch((error: Error) => error);
    expect(fault).toBeInstanceOf(FileStoreError);
    expect((fault as Error).message).not.toContain(root);
  });
});

describe('a bucket', () => {
  it('takes nothing under a wrong key, and says so without repeating one', async () => {
    const wrong = new S3Store({ url: bucket.url, ...S3_KEYS, secretAccessKey: 'another' });
    const fault = await wrong.put(key, Buffer.from('x'), 'image/jpeg').catch((error: Error) => error);
    expect(fault).toBeInstanceOf(FileStoreError);
    expect((fault as Error).message).toBe('The store answered 403.');
    expect(bucket.objects.size).toBe(0);
  });

  it('is asked again while it is busy, and no error of it is taken for an absent file', async () => {
    const store = new S3Store({ url: bucket.url, ...S3_KEYS });
    bucket.failNext(2, 503);
    await store.put(key, Buffer.from('x'), 'image/jpeg');
    expect(bucket.objects.get(`/duban/${key}`)).toMatchObject({ type: 'image/jpeg' });
    bucket.failNext(3, 500);
    await expect(store.open(key)).rejects.toThrow(FileStoreError);
    await store.remove(key);
    const nowhere = new S3Store({ ...S3_KEYS, url: 'http://127.0.0.1:9/duban' });
    await expect(nowhere.open(key)).rejects.toThrow(FileStoreError);
  });
});
