import { createServer, type Server, type Socket } from 'node:net';

/** What one miner says to one request. null: it never answers (its API hangs). */
export type Answer = (request: string) => string | null;

export type CgminerOptions = {
  readonly answer: Answer;
  /** btminer drops a client that says nothing for 10 s; the others wait for ever and so block everybody. */
  readonly idleTimeoutMs: number | null;
};

/** Like the backlog of a device: who comes later is turned away. */
const MAX_WAITING = 16;
/** The device does one recv() into a buffer of this size and parses that. */
const MAX_REQUEST_BYTES = 8_191;

/**
 * One miner's API port. Strictly one client at a time, as in cgminer's single API thread: the next connection is only
 * looked at when the one before has closed. The first chunk is the whole request, the answer ends with NUL and a close.
 */
export function createCgminerServer(options: CgminerOptions): Server {
  const waiting: Socket[] = [];
  let serving: Socket | null = null;

  const next = (): void => {
    serving = waiting.shift() ?? null;
    if (serving) serve(serving, options);
  };
  return createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => socket.destroy()); // a client that goes away is its own business
    socket.on('close', () => {
      const position = waiting.indexOf(socket);
      if (position >= 0) waiting.splice(position, 1);
      if (socket === serving) next();
    });
    if (waiting.length >= MAX_WAITING) socket.destroy();
    else waiting.push(socket);
    if (!serving) next();
  });
}

function serve(socket: Socket, { answer, idleTimeoutMs }: CgminerOptions): void {
  if (idleTimeoutMs !== null) socket.setTimeout(idleTimeoutMs, () => socket.destroy());
  socket.once('data', (chunk: Buffer) => {
    const text = answer(chunk.subarray(0, MAX_REQUEST_BYTES).toString('utf8'));
    socket.on('data', () => {}); // a second write is never read by the device, only drained here
    if (text === null) return;
    socket.end(`${text}\0`);
    // A device closes for good; waiting for a client that keeps its side open would block all others.
    socket.once('finish', () => socket.destroySoon());
  });
  socket.resume();
}
