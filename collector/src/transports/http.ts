import { request } from 'node:http';
import { DeviceFailure, socketFailure } from '../device-failure.ts';

export const HTTP_PORT = 80;
const MAX_ANSWER_BYTES = 1024 * 1024;

export type HttpRequest = {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON or as a form's fields; without it the request is a GET. */
  readonly body?: object | boolean | URLSearchParams;
  /** Of a request with a body; POST unless it says otherwise. */
  readonly method?: 'POST' | 'PUT';
  readonly timeoutMs?: number | undefined;
};
export type HttpAnswer = {
  readonly status: number;
  readonly text: string;
  /** The session that the answer opens, as it is sent back: `name=value`. */
  readonly cookie: string | null;
  /** How the device wants to be signed in to, with a 401. */
  readonly challenge: string | null;
};

/** One request on one connection. Redirects are not followed: they could lead anywhere. */
export function askHttp({
  host,
  port,
  path,
  headers,
  body,
  method = 'POST',
  timeoutMs = 6000,
}: HttpRequest): Promise<HttpAnswer> {
  const address = `${host}:${port}`;
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? null : body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
    const type = body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json';
    const asked = request(
      {
        host,
        port,
        path,
        method: sent === null ? 'GET' : method,
        headers: {
          accept: 'application/json',
          ...headers,
          ...(sent === null ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(sent) }),
        },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > MAX_ANSWER_BYTES) fail(new DeviceFailure('malformed', address, `answer to ${path} above 1 MiB`));
        });
        response.on('end', () => {
          clearTimeout(deadline);
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            challenge: response.headers['www-authenticate'] ?? null,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? null,
          });
        });
        response.on('error', (error) => fail(socketFailure(address, error)));
      },
    );
    const fail = (failure: DeviceFailure) => {
      clearTimeout(deadline);
      asked.destroy();
      reject(failure);
    };
    // Of the whole answer: a byte a second must not hold a place.
    const deadline = setTimeout(() => {
      const reached = asked.socket?.connecting === false ? 'port' : 'nobody';
      fail(new DeviceFailure('timeout', address, `no answer to ${path}`, reached));
    }, timeoutMs);
    asked.on('error', (error) => {
      const notHttp = (error as NodeJS.ErrnoException).code?.startsWith('HPE_');
      fail(
        notHttp ? new DeviceFailure('malformed', address, `no HTTP: ${error.message}`) : socketFailure(address, error),
      );
    });
    asked.end(sent ?? undefined);
  });
}
