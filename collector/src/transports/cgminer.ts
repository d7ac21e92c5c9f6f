import { connect } from 'node:net';
import { DeviceFailure, type Reached, socketFailure } from '../device-failure.ts';
import { CgminerBytes } from './answer-bytes.ts';

export const CGMINER_PORT = 4028;
/** Where all sockets read to: what comes is copied at once, and thousands of polls need no buffers of 64 kB of their own. */
const READ_BUFFER = Buffer.allocUnsafe(64 * 1024);
/** How long a clone that neither ends with NUL nor closes may stay silent before its balanced answer counts as whole. */
const SETTLE_MS = 250;

export type CgminerOptions = {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly answerMs: number;
  /** Under which name the request carries its command. */
  readonly key?: 'command' | 'cmd';
  /** Of a command that takes one. */
  readonly parameter?: string;
};
/** A miner that works begins at once; an Avalon's or old Whatsminer's 60 kB may then take long. */
export const CGMINER_TIMES: CgminerOptions = { connectMs: 2500, firstByteMs: 5000, answerMs: 10_000 };

/**
 * One command on one connection: the server serves a single client, reads once, answers, ends with NUL and closes.
 * The answer is the text up to the first NUL; what it means is the driver's business.
 */
export function askCgminer(
  host: string,
  port: number,
  command: string,
  options: CgminerOptions = CGMINER_TIMES,
): Promise<string> {
  const { key = 'command', parameter } = options;
  return sendCgminer(host, port, command, { [key]: command, parameter }, options);
}

/** Any request, as its device has it; `command` names it to people. */
export function sendCgminer(
  host: string,
  port: number,
  command: string,
  request: object,
  { connectMs, firstByteMs, answerMs }: CgminerOptions = CGMINER_TIMES,
): Promise<string> {
  const address = `${host}:${port}`;
  return new Promise((resolve, reject) => {
    const bytes = new CgminerBytes();
    const begunAt = performance.now();
    let reached: Reached = 'nobody';
    let settle: NodeJS.Timeout | undefined;
    const socket = connect({ host, port, onread: { buffer: READ_BUFFER, callback: (length) => take(length) } });
    const stop = () => {
      clearTimeout(deadline);
      clearTimeout(settle);
      // Always destroyed: an idle connection would block every other client of this miner.
      socket.destroy();
    };
    const fail = (failure: DeviceFailure) => {
      stop();
      reject(failure);
    };
    const finish = () => {
      stop();
      const text = bytes.text();
      if (text === '') reject(new DeviceFailure('malformed', address, `empty answer to ${command}`));
      else resolve(text);
    };
    /** One timer for the three limits, set again where the next one counts by then: most answers need no more. */
    const look = () => {
      const [limitMs, what] =
        reached === 'nobody'
          ? [connectMs, 'no connection']
          : reached === 'port'
            ? [firstByteMs, `no answer to ${command}`]
            : [answerMs, `no end of the answer to ${command}`];
      const leftMs = limitMs - (performance.now() - begunAt);
      if (leftMs > 0) deadline = setTimeout(look, leftMs);
      else fail(new DeviceFailure('timeout', address, what, reached));
    };
    let deadline = setTimeout(look, connectMs);

    socket.on('connect', () => {
      reached = 'port';
      // In one write, without a NUL or line end: the server does one read and parses that.
      socket.write(JSON.stringify(request));
    });
    /** False: nothing more is wanted. */
    const take = (length: number): boolean => {
      reached = 'device';
      clearTimeout(settle);
      const isWhole = bytes.push(READ_BUFFER.subarray(0, length));
      if (bytes.isTooMuch) {
        fail(new DeviceFailure('malformed', address, `answer to ${command} above 1 MiB`));
        return false;
      }
      if (isWhole) {
        finish();
        return false;
      }
      if (bytes.endsLikeOne) settle = setTimeout(() => bytes.isBalanced() && finish(), SETTLE_MS);
      return true;
    };
    socket.on('end', finish);
    socket.on('error', (error) => fail(socketFailure(address, error)));
  });
}
