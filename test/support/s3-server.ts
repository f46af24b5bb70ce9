import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A bucket on loopback that speaks as much of S3 as the file store uses, and is strict where real ones are: it works out
 * the signature of version 4 by itself, from the request as it came, and refuses whatever does not match it.
 */
export interface S3Server {
  readonly url: string;
  readonly objects: Map<string, { bytes: Buffer; type: string }>;
  /** Answers the next so many requests with this status, as a busy store does. */
  failNext(times: number, status: number): void;
  close(): Promise<void>;
}

export const S3_KEYS = { region: 'cn-test-1', accessKeyId: 'TESTKEY', secretAccessKey: 'a secret/with+signs' } as const;
const BUCKET = '/duban';
const MINUTES_OFF = 15;

export async function startS3Server(): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  let failing = { times: 0, status: 503 };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = (status: number, content: Buffer | string = '', type = 'application/xml') =>
        response.writeHead(status, { 'content-type': type }).end(content);
      if (failing.times > 0) {
        failing = { ...failing, times: failing.times - 1 };
        return answer(failing.status, '<Error><Code>SlowDown</Code></Error>');
      }
      const fault = faultOf(request, body);
      if (fault) return answer(403, `<Error><Code>${fault}</Code></Error>`);
      const key = decodeURIComponent(new URL(request.url!, 'http://x').pathname);
      if (!key.startsWith(`${BUCKET}/`)) return answer(404, '<Error><Code>NoSuchBucket</Code></Error>');
      const found = objects.get(key);
      switch (request.method) {
        case 'PUT':
          objects.set(key, { bytes: body, type: request.headers['content-type'] ?? '' });
          return answer(200);
        case 'GET':
          return found ? answer(200, found.bytes, found.type) : answer(404, '<Error><Code>NoSuchKey</Code></Error>');
        case 'DELETE':
          objects.delete(key);
          return answer(204);
        default:
          return answer(405);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BUCKET}`,
    objects,
    failNext: (times, status) => {
      failing = { times, status };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const hex = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4, by its specification: canonical request, string to sign, derived key. */
function faultOf(request: IncomingMessage, body: Buffer): string | null {
  const header = (name: string) => [request.headers[name] ?? ''].flat().join(',');
  const authorization =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    );
  if (!authorization) return 'AccessDenied';
  const [, keyId, day, region, signed, signature] = authorization as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (keyId !== S3_KEYS.accessKeyId || region !== S3_KEYS.region) return 'InvalidAccessKeyId';
  const moment = header('x-amz-date');
  const at = Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(at - Date.now()) < MINUTES_OFF * 60_000) || !moment.startsWith(day)) return 'RequestTimeTooSkewed';
  const names = signed.split(';');
  for (const needed of ['host', 'x-amz-date', 'x-amz-content-sha256'])
    if (!names.includes(needed)) return 'SignatureDoesNotMatch';
  const contentHash = header('x-amz-content-sha256');
  if (contentHash !== 'UNSIGNED-PAYLOAD' && contentHash !== hex(body)) return 'XAmzContentSHA256Mismatch';
  // A written object must be covered by its signature.
  if (request.method === 'PUT' && contentHash === 'UNSIGNED-PAYLOAD') return 'XAmzContentSHA256Mismatch';
  const url = new URL(request.url!, 'http://x');
  const query = [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = [
    request.method,
    url.pathname,
    query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
    ...names.map((name) => `${name}:${header(name).trim().replace(/\s+/g, ' ')}`),
    '',
    signed,
    contentHash,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, hex(canonical)].join('\n');
  const signingKey = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    hmac(`AWS4${S3_KEYS.secretAccessKey}`, day),
  );
  const expected = hmac(signingKey, toSign);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}
