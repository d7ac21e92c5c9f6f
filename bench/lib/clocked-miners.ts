/** Miners on every loopback address at one port, who say in their pool's worker what time it was when they answered. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { scratch } from './native.ts';
import { writeMinerAnswers } from './miner-answers.ts';

const commands = ['version', 'stats', 'summary', 'pools'] as const;

/** Milliseconds since 1970, behind the prefix by which it is found in a message. */
export const clockPrefix = 'clock.';

export async function startClockedMiners(): Promise<Server & { readonly port: number }> {
  writeMinerAnswers(scratch('answers'));
  const answers = commands.map((command) => ({ command, text: readFileSync(scratch(`answers/${command}`), 'utf8') }));
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (asked) => {
      const answer = answers.find(({ command }) => asked.includes(command));
      if (!answer) return void socket.destroy();
      socket.end(answer.text.replaceAll('acme.rig1', clockPrefix + String(Date.now())));
    });
  });
  server.listen(0, '0.0.0.0', 4096);
  await once(server, 'listening');
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}
