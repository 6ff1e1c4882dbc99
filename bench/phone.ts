/** A learner's phone as the server sees it: one kept connection, cookies, gzip; it reads of a page only what it needs next. */
import http from 'node:http';
import { gunzipSync } from 'node:zlib';

export type Answer = Readonly<{ status: number; location: string | undefined; text: string }>;
type Fields = Readonly<Record<string, string | readonly string[]>>;

const patienceMs = 60_000;

export class Phone {
  readonly #address: URL;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  readonly #cookies = new Map<string, string>();

  constructor(address: string) {
    this.#address = new URL(address);
  }

  open(path: string): Promise<Answer> {
    return this.#request('GET', path);
  }

  send(path: string, fields: Fields): Promise<Answer> {
    const pairs = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    return this.#request('POST', path, new URLSearchParams(pairs).toString());
  }

  hangUp(): void {
    this.#agent.destroy();
  }

  /** A kept connection may be closed by the server just as the next request leaves: a browser asks such a page again. */
  async #request(method: 'GET' | 'POST', path: string, body?: string): Promise<Answer> {
    try {
      return await this.#once(method, path, body);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      return this.#once(method, path, body);
    }
  }

  #once(method: 'GET' | 'POST', path: string, body?: string): Promise<Answer> {
    const { hostname, port } = this.#address;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers: http.OutgoingHttpHeaders = { accept: 'text/html', 'accept-encoding': 'gzip', cookie };
    if (body !== undefined) {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      headers['content-length'] = Buffer.byteLength(body);
    }
    return new Promise((resolve, reject) => {
      const request = http.request({ hostname, port, path, method, headers, agent: this.#agent, timeout: patienceMs });
      request.on('timeout', () => request.destroy(new Error(`no answer of ${path} within ${patienceMs} ms`)));
      request.on('error', reject);
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) this.#keep(line);
          const bytes = Buffer.concat(pieces);
          const isPacked = response.headers['content-encoding'] === 'gzip';
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            text: (isPacked ? gunzipSync(bytes) : bytes).toString('utf8'),
          });
        });
      });
      request.end(body);
    });
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';', 1);
    const at = pair.indexOf('=');
    this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
