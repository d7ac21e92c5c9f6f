import { connect } from 'node:net';
import { DeviceFailure, socketFailure } from '../device-failure.ts';
import { Whatsminer3Bytes } from './answer-bytes.ts';

export const WHATSMINER3_PORT = 4433;
const LENGTH_BYTES = 4;

/** One command of API 3 on one connection: a length of four bytes, low byte first, then JSON; the answer the same. */
export function askWhatsminer3(host: string, port: number, command: string, timeoutMs = 6000): Promise<string> {
  const [cmd, param] = command.split(' ');
  return sendWhatsminer3(host, port, param === undefined ? { cmd } : { cmd, param }, timeoutMs);
}

/** Any request; writes carry a token beside their command. */
export function sendWhatsminer3(
  host: string,
  port: number,
  request: { readonly cmd?: string | undefined; readonly param?: unknown },
  timeoutMs = 6000,
): Promise<string> {
  const address = `${host}:${port}`;
  const command = request.cmd ?? '';
  return new Promise((resolve, reject) => {
    const bytes = new Whatsminer3Bytes();
    const socket = connect({ host, port });
    const deadline = setTimeout(() => {
      const reached = socket.connecting ? 'nobody' : bytes.hasBegun ? 'device' : 'port';
      fail(new DeviceFailure('timeout', address, `no answer to ${command}`, reached));
    }, timeoutMs);
    const stop = () => {
      clearTimeout(deadline);
      socket.destroy();
    };
    const fail = (failure: DeviceFailure) => {
      stop();
      reject(failure);
    };
    socket.on('connect', () => {
      const body = Buffer.from(JSON.stringify(request));
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32LE(body.length);
      socket.write(Buffer.concat([length, body]));
    });
    socket.on('data', (chunk) => {
      const text = bytes.push(chunk);
      if (bytes.impossible !== null)
        return fail(new DeviceFailure('malformed', address, `answer of ${bytes.impossible} bytes announced`));
      if (text === null) return;
      stop();
      resolve(text);
    });
    socket.on('end', () => fail(new DeviceFailure('malformed', address, `answer to ${command} broke off`)));
    socket.on('error', (error) => fail(socketFailure(address, error)));
  });
}
