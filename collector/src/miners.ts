import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import { DeviceFailure } from './device-failure.ts';
import { cgminerAsk } from './drivers/cgminer-ask.ts';
import { httpAsk } from './drivers/http-ask.ts';
import {
  type Ask,
  identifyMiner,
  type Learnt,
  type MinerSession,
  nothingLearnt,
  readMiner,
} from './drivers/miner-session.ts';
import { withWebPages } from './drivers/web-pages.ts';
import { type Observe, unobserved } from './readers.ts';
import type { MinerReading } from './reading.ts';
import { type MinerProtocolId, minerProtocols } from './registry.ts';
import { CGMINER_PORT, CGMINER_TIMES } from './transports/cgminer.ts';
import { HTTP_PORT } from './transports/http.ts';
import { askWhatsminer3, WHATSMINER3_PORT } from './transports/whatsminer3.ts';

/** A miner in one protocol at one port. */
type Door = { readonly protocol: MinerProtocolId; readonly port: number };

/** Which protocols a port is tried with. ePIC speaks HTTP where others speak the CGMiner API. */
function doorsOf(port: number | null): readonly Door[] {
  const known = DOORS.get(port);
  if (known) return known;
  const doors =
    port === null
      ? USUAL_DOORS
      : port === WHATSMINER3_PORT
        ? [{ protocol: 'whatsminer3' as const, port }]
        : port === HTTP_PORT || port === 8080
          ? [{ protocol: 'http' as const, port }]
          : (['cgminer', 'http', 'whatsminer3'] as const).map((protocol) => ({ protocol, port }));
  DOORS.set(port, doors);
  return doors;
}
const WEB_DOOR: Door = { protocol: 'http', port: HTTP_PORT };
/** Firmwares that tell power, serial and MAC over HTTP alone, to whom they let in. */
const FULLER_OVER_HTTP: readonly string[] = ['braiins', 'vnish'];
const USUAL_DOORS: readonly Door[] = [
  { protocol: 'cgminer', port: CGMINER_PORT },
  { protocol: 'whatsminer3', port: WHATSMINER3_PORT },
  { protocol: 'http', port: CGMINER_PORT },
  WEB_DOOR,
];
/** One list for all devices with the same port. */
const DOORS = new Map<number | null, readonly Door[]>();

/** How miners are read: one for all that are held. */
export type MinerManner = {
  readonly clock: Clock;
  /** In that protocol and no other. */
  readonly only?: MinerProtocolId | undefined;
  readonly observe?: Observe;
};

/** Finds by asking what a miner speaks, and stays with it until it fails. */
export function openMiner(address: Address, credentials: CredentialsInput, manner: MinerManner): MinerSession {
  return new Miner(address, credentials, manner);
}

/** Thousands are held: the door that is open, what was learnt behind it, and nothing that a poll can make for itself. */
class Miner implements MinerSession {
  readonly #address: Address;
  readonly #credentials: CredentialsInput;
  readonly #manner: MinerManner;
  #door: Door | null = null;
  #learnt: Learnt | null = null;

  constructor(address: Address, credentials: CredentialsInput, manner: MinerManner) {
    this.#address = address;
    this.#credentials = credentials;
    this.#manner = manner;
  }

  read(): Promise<MinerReading> {
    return this.#door && this.#learnt ? this.#readAgain(this.#door, this.#learnt) : this.#readFirst();
  }

  async #readAgain(door: Door, learnt: Learnt): Promise<MinerReading> {
    try {
      return await this.#readThrough(door, learnt);
    } catch (error) {
      // A silent machine is still that machine; one that turns us away may be another.
      if (!(error instanceof DeviceFailure) || error.kind !== 'timeout') this.#door = null;
      throw error;
    }
  }

  async #readFirst(): Promise<MinerReading> {
    const { host, port } = this.#address;
    let failure: DeviceFailure | null = null;
    let silentPort: number | null = null;
    for (const door of this.#doors) {
      if (silentPort !== null && door.port !== silentPort) continue;
      try {
        const learnt = nothingLearnt();
        const reading = await this.#readThrough(door, learnt);
        [this.#door, this.#learnt] = [door, learnt];
        return await this.#fullest(reading);
      } catch (error) {
        if (!(error instanceof DeviceFailure)) throw error;
        failure ??= error;
        if (error.kind !== 'timeout') continue;
        // Nobody's silence is the host's: the other doors would each cost their time too. One who takes the connection and waits
        // may speak another language at that port.
        if (error.reached === 'nobody') break;
        silentPort = door.port;
      }
    }
    throw failure ?? new DeviceFailure('unsupported', `${host}:${port}`, 'speaks nothing that we know');
  }

  /** Through the door behind which the most is told: what answers first on port 4028 may have more to say over HTTP. */
  async #fullest(reading: MinerReading): Promise<MinerReading> {
    if (!FULLER_OVER_HTTP.includes(reading.firmware) || !this.#doors.includes(WEB_DOOR)) return reading;
    try {
      const learnt = nothingLearnt();
      const fuller = await this.#readThrough(WEB_DOOR, learnt);
      [this.#door, this.#learnt] = [WEB_DOOR, learnt];
      return fuller;
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      return reading;
    }
  }

  #readThrough(door: Door, learnt: Learnt): Promise<MinerReading> {
    const { host } = this.#address;
    const { clock, observe = unobserved } = this.#manner;
    const ask = observed(askThrough(door, host, this.#credentials, learnt), observe);
    const protocol = minerProtocols[door.protocol];
    return readMiner({ ask, address: `${host}:${door.port}`, clock, protocol }, learnt);
  }

  get #doors(): readonly Door[] {
    const doors = doorsOf(this.#address.port);
    const { only } = this.#manner;
    return only === undefined ? doors : doors.filter(({ protocol }) => protocol === only);
  }
}

/** Which family of miner answers at an address, and at which port of it. */
export async function findMiner(
  { host, port }: Address,
  credentials: CredentialsInput,
): Promise<{ readonly familyId: string; readonly port: number }> {
  let failure: DeviceFailure | null = null;
  for (const door of doorsOf(port)) {
    try {
      const ask = askThrough(door, host, credentials);
      const address = `${host}:${door.port}`;
      const protocol = minerProtocols[door.protocol];
      const { family, unread } = await identifyMiner({ ask, address, protocol });
      if (unread && family === protocol.fallback) throw unread; // who may be any other is told nothing
      return { familyId: family.id, port: door.port };
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      failure ??= error;
      if (error.kind === 'timeout' && error.reached === 'nobody') break;
    }
  }
  throw failure ?? new DeviceFailure('unsupported', `${host}:${port}`, 'speaks nothing that we know');
}

function observed(ask: Ask, observe: Observe): Ask {
  if (observe === unobserved) return ask;
  return async (command) => {
    const answer = await ask(command);
    observe(command, answer);
    return answer;
  };
}

/** `learnt`: what of it is known already. */
function askThrough(
  { protocol, port }: Door,
  host: string,
  credentials: CredentialsInput,
  learnt = nothingLearnt(),
): Ask {
  if (protocol === 'cgminer') {
    // At any other port another machine may be forwarded to, whose pages are elsewhere.
    const pages = port === CGMINER_PORT ? HTTP_PORT : null;
    return withWebPages(cgminerAsk(host, port, CGMINER_TIMES, learnt), host, credentials, pages);
  }
  if (protocol === 'whatsminer3') return (command) => askWhatsminer3(host, port, command);
  return httpAsk(host, port, credentials, undefined, learnt);
}
