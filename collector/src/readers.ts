import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import { DeviceFailure } from './device-failure.ts';
import { identifyMeter } from './drivers/meter-identity.ts';
import { type MeterScope, type MeterSession, openMeterSession } from './drivers/modbus-meter.ts';
import { openSunspecSession, SUNSPEC_PROFILE } from './drivers/sunspec-meter.ts';
import { openPduSession, type PduSession } from './drivers/snmp-pdu.ts';
import type { MeterIdentity, MeterReading } from './reading.ts';
import { modbusMeterProfiles, snmpPduProfiles } from './registry.ts';
import { words } from './rows.ts';
import { CGMINER_PORT } from './transports/cgminer.ts';
import { HTTP_PORT } from './transports/http.ts';
import { MODBUS_PORT, type ModbusSession, openModbus } from './transports/modbus.ts';
import { openSnmp, SNMP_PORT, type SnmpSecurity, type SnmpSession, type SnmpValue } from './transports/snmp.ts';
import { WHATSMINER3_PORT } from './transports/whatsminer3.ts';

/** SNMP and Modbus agents on slow buses take seconds; two tries within a poll's time. */
const SNMP_TIMEOUT_MS = 2500;
const SNMP_RETRIES = 1;
const MODBUS_TIMEOUT_MS = 3000;
/** PDUs are shipped with it, and reading is all we do. */
const DEFAULT_COMMUNITY = 'public';

export type Closing = { close(): void };
/** Sees each answer as it came, for a look at one device. */
export type Observe = (what: string, answer: string) => void;
export const unobserved: Observe = () => {};

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

/** A user makes it SNMPv3, else it is v2c, or v1 where that stays unanswered. */
export function securityOf(credentials: CredentialsInput): SnmpSecurity {
  const { community, user, auth, authKey, priv, privKey } = credentials;
  if (!user) return { version: 'any', community: community ?? DEFAULT_COMMUNITY };
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
