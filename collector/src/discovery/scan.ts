import { type FoundDevice, type Identify, USUAL_PORTS } from './identify.ts';
import type { ScanRange } from './scan-range.ts';

/** Hosts looked at at once; how fast is the pace's business. */
const HOSTS_AT_ONCE = 256;

export type ScanProgress = { readonly done: number; readonly total: number; readonly found: number };
export type ScanOptions = {
  readonly range: ScanRange;
  readonly ports: readonly number[];
  readonly identify: Identify;
  readonly onFound: (device: FoundDevice) => void;
  /** After each address. */
  readonly onProgress: (progress: ScanProgress) => void;
  readonly signal: AbortSignal;
};

/** Asks each address of a range who it is. Resolves when all were asked, or at the signal. */
export async function scan({ range, ports, identify, onFound, onProgress, signal }: ScanOptions): Promise<void> {
  const hosts = range.hosts()[Symbol.iterator]();
  const unique = [...new Set(ports)];
  let done = 0;
  let found = 0;
  const look = async () => {
    for (let host = hosts.next(); !host.done && !signal.aborted; host = hosts.next()) {
      for await (const device of devicesAt(host.value, unique, identify)) {
        if (signal.aborted) return;
        found += 1;
        onFound(device);
      }
      if (signal.aborted) return;
      done += 1;
      onProgress({ done, total: range.total, found });
    }
  };
  await Promise.all(Array.from({ length: Math.min(HOSTS_AT_ONCE, range.total) }, look));
}

/** One port after the other. At the usual ports of its protocols one address is one machine; any other port may be forwarded to another. */
async function* devicesAt(host: string, ports: readonly number[], identify: Identify): AsyncGenerator<FoundDevice> {
  let usualFound = false;
  for (const port of ports) {
    const usual = USUAL_PORTS.includes(port);
    if (usual && usualFound) continue;
    const devices = await identify(host, port);
    usualFound ||= usual && devices.length > 0;
    yield* devices;
  }
}
