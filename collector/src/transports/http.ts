import { request } from 'node:http';
import { DeviceFailure, socketFailure } from '../device-failure.ts';

export const HTTP_PORT = 80;
const MAX_ANSWER_BYTES = 1024 * 1024;

export type HttpRequest = {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly bearer?: string | null;
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: object;
  readonly timeoutMs?: number | undefined;
};
export type HttpAnswer = { readonly status: number; readonly text: string };

/** One request on one connection. Redirects are not followed: they could lead anywhere. */
export function askHttp({ host, port, path, bearer, body, timeoutMs = 6000 }: HttpRequest): Promise<HttpAnswer> {
  const address = `${host}:${port}`;
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? null : JSON.stringify(body);
    const headers = {
      accept: 'application/json',
      ...(bearer ? { authorization: bearer } : {}),
      ...(sent === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    };
    const asked = request(
      { host, port, path, headers, method: sent === null ? 'GET' : 'POST', agent: false },
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
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
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
    const deadline = setTimeout(() => fail(new DeviceFailure('timeout', address, `no answer to ${path}`)), timeoutMs);
    asked.on('error', (error) => {
      const notHttp = (error as NodeJS.ErrnoException).code?.startsWith('HPE_');
      fail(
        notHttp ? new DeviceFailure('malformed', address, `no HTTP: ${error.message}`) : socketFailure(address, error),
      );
    });
    asked.end(sent ?? undefined);
  });
}
