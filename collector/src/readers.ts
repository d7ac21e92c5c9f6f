import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import { DeviceFailure } from './device-failure.ts';
import { cgminerAsk } from './drivers/cgminer-ask.ts';
import { httpAsk } from './drivers/http-ask.ts';
import { type Ask, identifyMiner, type MinerSession, openMinerSession } from './drivers/miner-session.ts';
import { identifyMeter } from './drivers/meter-identity.ts';
import { type MeterScope, type MeterSession, openMeterSession } from './drivers/modbus-meter.ts';
import { openSunspecSession, SUNSPEC_PROFILE } from './drivers/sunspec-meter.ts';
import { withWebPages } from './drivers/web-pages.ts';
import { openPduSession, type PduSession } from './drivers/snmp-pdu.ts';
import type { MeterIdentity, MeterReading, MinerReading } from './reading.ts';
import { type MinerProtocolId, minerProtocols, modbusMeterProfiles, snmpPduProfiles } from './registry.ts';
import { words } from './rows.ts';
import { CGMINER_PORT } from './transports/cgminer.ts';
import { HTTP_PORT } from './transports/http.ts';
import { MODBUS_PORT, type ModbusSession, openModbus } from './transports/modbus.ts';
import { openSnmp, SNMP_PORT, type SnmpSecurity, type SnmpSession, type SnmpValue } from './transports/snmp.ts';
import { askWhatsminer3, WHATSMINER3_PORT } from './transports/whatsminer3.ts';

/** SNMP and Modbus agents on slow buses take seconds; two tries within a poll's time. */
const SNMP_TIMEOUT_MS = 2500;
const SNMP_RETRIES = 1;
const MODBUS_TIMEOUT_MS = 3000;
/** PDUs are shipped with it, and reading is all we do. */
const DEFAULT_COMMUNITY = 'public';

export type Closing = { close(): void };
/** Sees each answer as it came, for a look at one device. */
export type Observe = (what: string, answer: string) => void;
const unobserved: Observe = () => {};

/** A miner in one protocol at one port. */
type Door = { readonly protocol: MinerProtocolId; readonly port: number };

/** Where a device's requests go, as `Turns` and the schedule know it: a host and the port that its kind has unless another is named. */
export function placeOf({ host, port }: Address, kind: 'MINER' | 'PDU' | 'METER'): string {
  const usual = { MINER: CGMINER_PORT, PDU: SNMP_PORT, METER: MODBUS_PORT }[kind];
  return `${host.includes(':') ? `[${host}]` : host}:${port ?? usual}`;
}

/** Where its own web pages are, beside the socket that is polled: Auradine's on the second. */
const WEB_PORTS: readonly number[] = [HTTP_PORT, 8080];

/** All ports at which a device of the plan may be asked or told something. */
export function portsOf({ port }: Address, kind: 'MINER' | 'PDU' | 'METER'): readonly number[] {
  if (kind === 'PDU') return [port ?? SNMP_PORT];
  // A meter speaks Modbus or, by its profile, SNMP.
  if (kind === 'METER') return port === null ? [MODBUS_PORT, SNMP_PORT] : [port];
  if (port === null) return [CGMINER_PORT, WHATSMINER3_PORT, ...WEB_PORTS];
  return port === CGMINER_PORT ? [port, WHATSMINER3_PORT, ...WEB_PORTS] : [port];
}

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

/** Finds by asking what a miner speaks, and stays with it until it fails. `only`: in that protocol and no other. */
export function openMiner(
  { host, port }: Address,
  credentials: CredentialsInput,
  clock: Clock,
  only?: MinerProtocolId,
  observe = unobserved,
): MinerSession {
  const doors = only === undefined ? doorsOf(port) : doorsOf(port).filter(({ protocol }) => protocol === only);
  const openDoor = (door: Door) =>
    openMinerSession({
      ask: observed(askThrough(door, host, credentials), observe),
      address: `${host}:${door.port}`,
      clock,
      protocol: minerProtocols[door.protocol],
    });
  // Thousands of these are held: only the door that is open has a session.
  let known: MinerSession | null = null;
  const readKnown = async (session: MinerSession) => {
    try {
      return await session.read();
    } catch (error) {
      // A silent machine is still that machine; one that turns us away may be another.
      if (!(error instanceof DeviceFailure) || error.kind !== 'timeout') known = null;
      throw error;
    }
  };
  /** The session that tells the most: what answers first on port 4028 may have more to say over HTTP. */
  const fullest = async (session: MinerSession, reading: MinerReading) => {
    if (!FULLER_OVER_HTTP.includes(reading.firmware) || !doors.includes(WEB_DOOR)) return { session, reading };
    const web = openDoor(WEB_DOOR);
    try {
      return { session: web, reading: await web.read() };
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      return { session, reading };
    }
  };
  const readFirst = async () => {
    let failure: DeviceFailure | null = null;
    let silentPort: number | null = null;
    for (const door of doors) {
      if (silentPort !== null && door.port !== silentPort) continue;
      const session = openDoor(door);
      try {
        const found = await fullest(session, await session.read());
        known = found.session;
        return found.reading;
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
  };
  return { read: () => (known ? readKnown(known) : readFirst()) };
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
      const { id } = await identifyMiner({ ask, address, protocol: minerProtocols[door.protocol] });
      return { familyId: id, port: door.port };
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

function askThrough({ protocol, port }: Door, host: string, credentials: CredentialsInput): Ask {
  if (protocol === 'cgminer') {
    // At any other port another machine may be forwarded to, whose pages are elsewhere.
    const pages = port === CGMINER_PORT ? HTTP_PORT : null;
    return withWebPages(cgminerAsk(host, port), host, credentials, pages);
  }
  if (protocol === 'whatsminer3') return (command) => askWhatsminer3(host, port, command);
  return httpAsk(host, port, credentials);
}

/** `profile` null: known by its sysObjectID. */
export function openPdu(
  { host, port }: Address,
  profile: string | null,
  security: SnmpSecurity,
  clock: Clock,
  observe = unobserved,
): PduSession & Closing {
  const address = { host, port: port ?? SNMP_PORT };
  const name = `${host}:${address.port}`;
  const profiles = profile === null ? snmpPduProfiles : [named(snmpPduProfiles, profile, name)];
  const snmp = openSnmp({ ...address, security, timeoutMs: SNMP_TIMEOUT_MS, retries: SNMP_RETRIES });
  const seen = (values: ReadonlyMap<string, SnmpValue>, below = '') => {
    for (const [oid, value] of values) observe(`${below}${oid}`, String(value));
    return values;
  };
  const observed: SnmpSession = {
    ...snmp,
    get: async (oids) => seen(await snmp.get(oids)),
    walk: async (column, maxRepetitions) => seen(await snmp.walk(column, maxRepetitions), `${column}.`),
  };
  return { ...openPduSession(observed, name, profiles, clock), close: () => snmp.close() };
}

/** A user makes it SNMPv3, else it is v2c. */
export function securityOf(credentials: CredentialsInput): SnmpSecurity {
  const { community, user, auth, authKey, priv, privKey } = credentials;
  if (!user) return { version: '2c', community: community ?? DEFAULT_COMMUNITY };
  return { version: '3', user, auth: auth ?? null, authKey: authKey ?? '', priv: priv ?? null, privKey: privKey ?? '' };
}

/** `profile` null: known by what it says of itself; one that says nothing is `unsupported`. */
export function openMeter(
  { host, port, unit, framing }: Address,
  profile: string | null,
  observe = unobserved,
): { read(scope: MeterScope): Promise<MeterReading> } & Closing {
  const address = { host, port: port ?? MODBUS_PORT, unit, framing };
  const name = `${host}:${address.port}?unit=${unit}`;
  const modbus = openModbus({ ...address, timeoutMs: MODBUS_TIMEOUT_MS });
  const read: ModbusSession['read'] = async (functionCode, start, count) => {
    const words = await modbus.read(functionCode, start, count);
    observe(`${functionCode}:${start}+${count}`, words.toString('hex'));
    return words;
  };
  const observed = observe === unobserved ? modbus : { ...modbus, read };
  const sessionOf = (id: string): MeterSession =>
    id === SUNSPEC_PROFILE
      ? openSunspecSession(observed, name)
      : openMeterSession(observed, named(modbusMeterProfiles, id, name), name);
  const configured = (id: string) => ({ session: sessionOf(id), identity: wordsOf(id) });
  const identified = async () => {
    const { profile: found, ...identity } = await identifyMeter(observed, modbusMeterProfiles);
    if (found === null)
      throw new DeviceFailure('unsupported', name, `${saidOf(identity)}: name its profile, like eastron-sdm630`);
    return { session: sessionOf(found), identity };
  };
  let known = profile === null ? null : configured(profile);
  return {
    read: async (scope) => {
      const { session, identity } = (known ??= await identified());
      return { ...(await session.read(scope)), ...identity };
    },
    close: () => modbus.close(),
  };
}

/** Of a configured meter nothing is asked but its values: it is what its profile says. */
function wordsOf(id: string): MeterIdentity {
  const profile = modbusMeterProfiles.find((candidate) => candidate.id === id);
  return { vendor: profile?.vendor ?? null, model: profile?.model ?? null, firmware: null, serial: null };
}

function saidOf({ vendor, model }: MeterIdentity): string {
  const said = words([vendor, model].filter((part) => part !== null).join(' '));
  return said === null ? 'it does not say which meter it is' : `no profile is known for "${said}"`;
}

function named<T extends { readonly id: string }>(profiles: readonly T[], id: string, address: string): T {
  const profile = profiles.find((candidate) => candidate.id === id);
  if (!profile) throw new DeviceFailure('unsupported', address, `no profile "${id}"`);
  return profile;
}
