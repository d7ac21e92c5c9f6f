import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Context } from '../context.ts';
import { limits } from '../graphql/limits.ts';

type ContextFrom = (request: IncomingMessage, response: ServerResponse) => Promise<Context>;

/** GraphQL on Node's own HTTP: a framework in between would cost more than the query. */
export function answerGraphql(
  apollo: ApolloServer<Context>,
  contextFrom: ContextFrom,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      const body = await readBody(request);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method ?? 'GET',
          headers: headersOf(request),
          search: URL.parse(request.url ?? '', 'http://localhost')?.search ?? '',
          body,
        },
        context: () => contextFrom(request, response),
      });
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      response.statusCode = answer.status ?? 200;
      // Only incremental delivery comes in pieces, which the schema has none of.
      response.end(answer.body.kind === 'complete' ? answer.body.string : '');
    } catch (error) {
      if (error instanceof NotRead) return refuse(response, error);
      // Who left in the middle of asking waits for nothing.
      if (!request.errored)
        console.error(JSON.stringify({ level: 'error', message: 'a request failed', fault: String(error) }));
      response.destroy();
    }
  };
}

/** A body that can't be taken; the connection ends with the answer, since the rest of it isn't read. */
class NotRead extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function refuse(response: ServerResponse, { status, message }: NotRead): void {
  const errors = [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    .end(JSON.stringify({ errors }));
}

/** The JSON that came along; undefined where nothing or something else did, which the server library refuses in its words. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new NotRead(415, 'A compressed body is not read.');
  const text = await readText(request);
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    throw new NotRead(400, `The body is not JSON: ${(error as SyntaxError).message}`);
  }
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limits.bodyBytes) chunks.push(chunk);
      else {
        request.pause();
        reject(new NotRead(413, `A body may have ${limits.bodyBytes} bytes.`));
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
