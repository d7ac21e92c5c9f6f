/** Requests over many kept connections, each with one in flight, and every answer compared byte by byte. */
import { connect } from 'node:net';

/** Asks on one connection per request of `requests` until `ends`; how often it was answered, each time with `expected`. */
export async function load(port: number, requests: readonly Buffer[], expected: Buffer, ends: number): Promise<number> {
  const counts = await Promise.all(requests.map((request) => askUntil(port, request, expected, ends)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A POST of JSON, whole. */
export function postOf(path: string, cookie: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nCookie: ${cookie}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function askUntil(port: number, request: Buffer, expected: Buffer, ends: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let pending: Buffer = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const fail = (why: string) => {
      socket.destroy();
      reject(new Error(why));
    };
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('close', () => fail('the server closed a connection'));
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
      const headEnd = pending.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = pending.toString('latin1', 0, headEnd);
      const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
      const body = pending.subarray(headEnd + 4);
      if (body.length < length) return;
      if (!head.startsWith('HTTP/1.1 200 ') || !body.equals(expected)) return fail(`unexpected answer: ${pending}`);
      answered += 1;
      pending = Buffer.alloc(0);
      if (performance.now() < ends) return void socket.write(request);
      socket.destroy();
      resolve(answered);
    });
  });
}
