// PORT DEVICES kept|collector: bytes of heap after one poll of each device, with all parsed replies kept, or with what the collector keeps of a
// device. Needs --expose-gc.
import { collectorCode, loopback } from '../lib/collector.ts';

const [port = '', devices = '', what] = process.argv.slice(2);
const code = await collectorCode();
const count = Number(devices);
const addresses = Array.from({ length: count }, (_, at) => loopback(1, at));
const poll = what === 'kept' ? parsedReplies : collectorState;
// What is loaded and compiled at the first polls belongs to no device.
await poll(addresses.slice(0, 50));
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const held = await poll(addresses);
globalThis.gc?.();
console.log((process.memoryUsage().heapUsed - before) / count);
if (held.size !== count) throw new Error(`${held.size} devices are held`);

async function eachOnce(hosts: readonly string[], work: (host: string, at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < hosts.length; at = next++) await work(hosts[at] ?? '', at);
  };
  await Promise.all(Array.from({ length: 128 }, worker));
}

async function parsedReplies(hosts: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const replies = new Map<string, unknown>();
  await eachOnce(hosts, async (host) => {
    const answers = [];
    for (const command of ['stats', 'summary', 'pools'])
      answers.push(JSON.parse(await code.askCgminer(host, Number(port), command)));
    replies.set(host, answers);
  });
  return replies;
}

async function collectorState(hosts: readonly string[]): Promise<{ readonly size: number; readonly poller: unknown }> {
  let answered = 0;
  const metrics = new code.Metrics();
  const poller = code.createPoller({
    clock: code.systemClock,
    sealingKey: null,
    turns: new code.Turns(),
    deliver: () => {},
    metrics,
  });
  const device = { kind: 'MINER', profile: null, sealedCredentials: null, outlets: [], registerId: null };
  poller.follow(
    hosts.map((host, at) => ({
      device: { ...device, id: String(at), name: `M${at}`, address: `${host}:${port}` },
      address: { host, port: Number(port), unit: 1, framing: 'tcp' },
    })),
  );
  await eachOnce(hosts, async (_, at) => {
    const outcome = await poller.poll(String(at), { live: true, registers: false });
    if (!outcome.answered) throw new Error(`no answer of ${at}`);
    answered += 1;
  });
  return { size: answered, poller };
}
