// A test reads what it expects of an answer, and fails by itself where it is not there.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** What a test needs of an answer. `body` is parsed JSON where the answer is JSON, text otherwise. */
export interface HttpAnswer<Body = Json> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface RequestOptions {
  /** sent as If-Match, in quotes */
  version?: number;
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

/** Speaks to a running system over HTTP and keeps its cookies, as a browser would. */
export class HttpClient {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('GET', path, undefined, options);
  }

  post(path: string, body?: unknown, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('POST', path, body, options);
  }

  put(path: string, body?: unknown, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('PUT', path, body, options);
  }

  patch(path: string, body?: unknown, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('PATCH', path, body, options);
  }

  delete(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('DELETE', path, undefined, options);
  }

  /** What a file's address answers, as it came. */
  async download(path: string): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
    const response = await fetch(new URL(path, this.#url), {
      headers: this.#cookieHeader(),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  /** A body of `FormData` goes as it is, any other as JSON. */
  async request(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<HttpAnswer> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      ...this.#cookieHeader(),
      ...options.headers,
    };
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
    if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
    if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers,
      body: body === undefined || isForm ? body : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    this.#keepCookies(response.headers.getSetCookie());
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  }

  #cookieHeader(): Record<string, string> {
    if (this.#cookies.size === 0) return {};
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', ...value] = pair.trim().split('=');
      const ended =
        attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute)) || value.join('=') === '';
      if (ended) this.#cookies.delete(name);
      else this.#cookies.set(name, value.join('='));
    }
  }
}

/** A client with the session of this person. Throws when the sign-in is refused. */
export async function signIn(url: string, username: string, password: string): Promise<HttpClient> {
  const client = new HttpClient(url);
  const answer = await client.post('/api/v1/session', { username, password });
  if (answer.status >= 300) throw new Error(`sign-in of ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return client;
}
