import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { assertKey, FileStore, FileStoreError } from './file-store.js';

const TIMEOUT_MS = 20_000;
const RETRIES = 2;

export interface S3Settings {
  /** `https://host/bucket`, with a folder in it if wanted; the bucket stands in the path, not in the host name. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A bucket of any store that speaks S3 with signatures of version 4. */
export class S3Store extends FileStore {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor({ url, region, accessKeyId, secretAccessKey }: S3Settings) {
    super();
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
    this.base = url.replace(/\/+$/, '');
  }

  override async put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    const headers = {
      'Content-Type': contentType,
      'Content-Length': String(bytes.byteLength),
      // Signed as well, so that what arrives is what was sent.
      'X-Amz-Content-Sha256': createHash('sha256').update(bytes).digest('hex'),
    };
    const answer = await this.ask(key, { method: 'PUT', body: Buffer.from(bytes), headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw refusedBy(answer);
  }

  override async open(key: string): Promise<Readable | null> {
    const answer = await this.ask(key, { method: 'GET' });
    if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream);
    await answer.arrayBuffer();
    if (answer.status === 404) return null;
    throw refusedBy(answer);
  }

  override async remove(key: string): Promise<void> {
    const answer = await this.ask(key, { method: 'DELETE' });
    await answer.arrayBuffer();
    if (!answer.ok && answer.status !== 404) throw refusedBy(answer);
  }

  private async ask(key: string, request: RequestInit): Promise<Response> {
    try {
      return await this.client.fetch(`${this.base}/${assertKey(key)}`, {
        ...request,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw new FileStoreError('The store does not answer.', { cause: error });
    }
  }
}

/** Its status only: what such a store writes into its answers may repeat the request's signature. */
function refusedBy(answer: Response): FileStoreError {
  return new FileStoreError(`The store answered ${answer.status}.`);
}
