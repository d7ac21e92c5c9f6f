// A process of its own: many browsers' sockets that follow all miners of a site. Each message's arrival is compared with the time that the miners
// themselves say in it. Messages: an order starts it, 'begin' forgets what was seen, 'end' answers what was.
import { createHistogram } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import { clockPrefix } from '../lib/clocked-miners.ts';

export type ReadersOrder = { readonly port: number; readonly tokens: readonly string[]; readonly sockets: number };
/** Of readings as they arrived: how long after the device's answer, in milliseconds. */
export type Seen = { readonly readings: number; readonly p50: number; readonly p99: number; readonly max: number };

const query = `subscription { minerReadings { snapshot readings { minerId worker hashrateThs powerW temperatureC } } }`;
const spoken = new RegExp(`"worker":"${clockPrefix.replace('.', '\\.')}(\\d{13})"`, 'g');
const isWhole = (text: string): boolean => text.includes('"snapshot":true');

let seen = createHistogram();

function follow(port: number, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      headers: { cookie: `hashyard=${token}` },
    });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('error', reject);
    socket.on('close', (code) => {
      throw new Error(`a reader's socket was closed with ${code}`);
    });
    socket.on('message', (data) => {
      const at = Date.now();
      const text = String(data);
      if (text.includes('"connection_ack"'))
        return void socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      if (!text.startsWith('{"id":"1","type":"next"')) throw new Error(`a reader was told ${text.slice(0, 500)}`);
      if (isWhole(text)) return resolve(); // holds what was read long before
      for (const [, clock] of text.matchAll(spoken)) seen.record(Math.max(1, at - Number(clock)));
    });
  });
}

process.on('message', async (message: ReadersOrder | 'begin' | 'end') => {
  if (message === 'begin') {
    seen = createHistogram();
  } else if (message === 'end') {
    const answer: Seen = { readings: seen.count, p50: seen.percentile(50), p99: seen.percentile(99), max: seen.max };
    process.send?.(answer);
  } else {
    const { port, tokens, sockets } = message;
    for (let at = 0; at < sockets; at += 1) await follow(port, tokens[at % tokens.length] ?? '');
    process.send?.('ready');
  }
});
process.on('disconnect', () => process.exit());
