import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import type { Farm, RunningDevice, RunningMeter, RunningMiner, RunningPdu } from '../farm/farm.ts';
import type { Order } from '../farm/state.ts';
import { instant } from '../farm/wave.ts';
import { createCgminerServer } from './cgminer/server.ts';
import { answerMiner } from './cgminer/families.ts';
import { orderIn } from './cgminer/orders.ts';
import { createModbusServer } from './modbus/server.ts';
import { readSdm630 } from './modbus/sdm630.ts';
import { answerSnmp } from './snmp/agent.ts';
import { mibOf } from './snmp/mibs.ts';

/** 161 and 502, which SNMP and Modbus have by right, only root may open. */
export const PORTS = { MINER: 4028, PDU: 1161, METER: 1502 } as const;
/** Descriptors for everything that is not a device's own socket: clients, files, the control endpoint. */
const SPARE_DESCRIPTORS = 256;

type Listener = { readonly close: () => Promise<void> };

/** The farm's sockets: one per device, each on an address of its own. */
export class Listeners {
  readonly #farm: Farm;
  readonly #now: () => number;
  readonly #obey: (running: RunningDevice, order: Order) => void;
  readonly #open = new Map<string, Listener>();
  readonly #following = new Map<string, Promise<void>>();

  /** `obey` makes true what a device is told by its own protocol, before it answers. */
  constructor(farm: Farm, now: () => number, obey: (running: RunningDevice, order: Order) => void) {
    this.#farm = farm;
    this.#now = now;
    this.#obey = obey;
  }

  async openAll(): Promise<void> {
    const devices = [...this.#farm.devices];
    checkDescriptors(devices.length);
    // In batches: thousands of sockets at once would starve everything else in the process.
    for (let from = 0; from < devices.length; from += 500) {
      await Promise.all(devices.slice(from, from + 500).map((running) => this.follow(running)));
    }
  }

  /**
   * Opens or closes the device's port as its state demands, one after the other however fast the states change. Whoever
   * is connected when it closes is cut off.
   */
  follow(running: RunningDevice): Promise<void> {
    const { serial } = running.device;
    const before = this.#following.get(serial) ?? Promise.resolve();
    const followed = before.catch(() => {}).then(() => this.#settle(running)); // an earlier failure was told to its caller
    this.#following.set(serial, followed);
    return followed;
  }

  async #settle(running: RunningDevice): Promise<void> {
    const { serial } = running.device;
    const listener = this.#open.get(serial);
    if (hasPort(running) && !listener) this.#open.set(serial, await this.#listen(running));
    if (!hasPort(running) && listener) {
      this.#open.delete(serial);
      await listener.close();
    }
  }

  async closeAll(): Promise<void> {
    const listeners = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(listeners.map((listener) => listener.close()));
  }

  #listen(running: RunningDevice): Promise<Listener> {
    switch (running.device.kind) {
      case 'MINER':
        return this.#listenMiner(running as RunningMiner);
      case 'PDU':
        return this.#listenPdu(running as RunningPdu);
      default:
        return this.#listenMeter(running as RunningMeter);
    }
  }

  #listenMiner(miner: RunningMiner): Promise<Listener> {
    const { host, model } = miner.device;
    const server = createCgminerServer({
      idleTimeoutMs: model.family === 'whatsminer' ? 10_000 : null,
      answer: (request) => {
        if (miner.state.fault === 'api-hung') return null;
        const order = orderIn(model.family, request);
        if (order) this.#obey(miner, order);
        return answerMiner(this.#farm.seed, miner, this.#now(), request);
      },
    });
    return listenTcp(server, host, PORTS.MINER);
  }

  #listenMeter(meter: RunningMeter): Promise<Listener> {
    const server = createModbusServer({
      unit: meter.device.unit,
      isHung: () => meter.state.fault === 'api-hung',
      read: (functionCode, address, count) =>
        readSdm630(this.#farm.seed, meter, instant(this.#now()), functionCode, address, count),
    });
    return listenTcp(server, meter.device.host, PORTS.METER);
  }

  async #listenPdu(pdu: RunningPdu): Promise<Listener> {
    const { host, community } = pdu.device;
    const socket = createSocket('udp4');
    socket.on('message', (packet, from) => {
      const view = mibOf(pdu).view({ pdu, at: instant(this.#now()), seed: this.#farm.seed });
      const answer = answerSnmp(packet, community, view, (order) => this.#obey(pdu, order));
      if (answer) socket.send(answer, from.port, from.address);
    });
    await bindUdp(socket, host, PORTS.PDU);
    return { close: () => new Promise((resolve) => socket.close(resolve)) };
  }
}

/** A miner without power and anything unreachable has no port at all; a hung API accepts and stays silent. */
function hasPort({ state }: RunningDevice): boolean {
  return !state.unplugged && state.fault !== 'miner-off' && state.fault !== 'unreachable';
}

function listenTcp(server: Server, host: string, port: number): Promise<Listener> {
  const clients = new Set<Socket>();
  server.on('connection', (socket) => {
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
  });
  const close = (): Promise<void> => {
    for (const socket of clients) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return new Promise((resolve, reject) => {
    server.on('error', (error) => reject(explain(error, host, port))); // later ones find nobody: one client's trouble
    server.listen({ host, port, exclusive: true }, () => resolve({ close }));
  });
}

export function bindUdp(socket: UdpSocket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(explain(error, host, port));
    });
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      socket.on('error', () => {}); // an answer that can't be sent is lost, as datagrams are
      resolve();
    });
  });
}

export function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why: Record<string, string> = {
    EADDRINUSE: `${host}:${port} is taken, by another farm perhaps. Stop it, or give this one a network of its own with SIMULATOR_NETWORK=127.N.0.0/16.`,
    EADDRNOTAVAIL: `${host} can't be used: this system doesn't give all of 127.0.0.0/8 to the loopback interface, as Linux does.`,
    EACCES: `${host}:${port} may not be opened by this user.`,
    EMFILE: `no file descriptor is left for ${host}:${port}. Raise the limit (ulimit -n) or make the farm smaller (HASHYARD_FARM).`,
  };
  return new Error(why[error.code ?? ''] ?? `${host}:${port} can't be opened: ${error.message}`, { cause: error });
}

/** Says before the start that a farm doesn't fit, not in the middle of it. Node itself raises its limit to the hard one. */
function checkDescriptors(devices: number): void {
  const limit = descriptorLimit();
  const needed = devices + SPARE_DESCRIPTORS;
  if (limit === null || limit >= needed) return;
  throw new Error(
    `A farm of ${devices} devices needs ${needed} open files, but this process may have ${limit}. ` +
      `Raise the limit (ulimit -n ${needed}) or make the farm smaller (HASHYARD_FARM).`,
  );
}

/** null: this system doesn't say (only Linux has the file). */
function descriptorLimit(): number | null {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
    return soft === undefined ? null : Number(soft);
  } catch {
    return null;
  }
}
