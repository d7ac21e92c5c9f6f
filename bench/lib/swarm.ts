// A process of its own: many subscribers on raw sockets that count what they get and read none of it.
import { connect, type Socket } from 'node:net';

export type SwarmOrder = {
  readonly port: number;
  readonly sockets: number;
  /** What each says after the handshake, by its number; a floor server needs nothing. */
  readonly groups: number;
  readonly query: string | null;
};

const text = (message: object): Buffer => maskedFrame(JSON.stringify(message));

/** A client's text frame. The mask is zero: what it protects against is not on this machine. */
function maskedFrame(payload: string): Buffer {
  const body = Buffer.from(payload);
  const head =
    body.length < 126
      ? Buffer.from([0x81, 0x80 | body.length])
      : Buffer.from([0x81, 0x80 | 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), body]);
}

let messages = 0;

/** Counts a server's frames on a socket; `onFrame` gets each one's number. */
function countFrames(socket: Socket, onFrame: (count: number) => void): void {
  let skip = 0;
  let rest: Buffer = Buffer.alloc(0);
  let shaken = false;
  let count = 0;
  socket.on('data', (chunk: Buffer) => {
    let data: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = Buffer.alloc(0);
    if (!shaken) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) {
        rest = data;
        return;
      }
      shaken = true;
      onFrame(count);
      data = data.subarray(end + 4);
    }
    let at = 0;
    while (at < data.length) {
      if (skip > 0) {
        const step = Math.min(skip, data.length - at);
        skip -= step;
        at += step;
        continue;
      }
      const short = (data[at + 1] ?? 0) & 127;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (data.length - at < head) {
        rest = data.subarray(at);
        return;
      }
      skip = short === 126 ? data.readUInt16BE(at + 2) : short === 127 ? Number(data.readBigUInt64BE(at + 2)) : short;
      at += head;
      count += 1;
      onFrame(count);
    }
  });
}

function join({ port, groups, query }: SwarmOrder, number: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', reject);
    socket.setNoDelay(true);
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nCookie: hashyard=${String(number).padStart(43, 'a')}\r\n\r\n`,
    );
    // With GraphQL the first frame acknowledges, the second is the first state; the floor sends its state at once.
    const ready = query === null ? 1 : 2;
    countFrames(socket, (count) => {
      if (count === 0 && query !== null) socket.write(text({ type: 'connection_init' }));
      if (count === 1 && query !== null)
        socket.write(text({ id: '1', type: 'subscribe', payload: { query, variables: { group: number % groups } } }));
      if (count === ready) resolve(socket);
      if (count > ready) messages += 1;
    });
  });
}

let sockets: Socket[] = [];
process.on('message', async (order: SwarmOrder | 'count' | 'end') => {
  if (order === 'count') process.send?.({ messages });
  else if (order === 'end') {
    for (const socket of sockets) socket.destroy();
    process.exit(0);
  } else {
    sockets = [];
    for (let from = 0; from < order.sockets; from += 100) {
      const some = Array.from({ length: Math.min(100, order.sockets - from) }, (_, index) => join(order, from + index));
      sockets.push(...(await Promise.all(some)));
    }
    process.send?.({ ready: sockets.length });
  }
});
