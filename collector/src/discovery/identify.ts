import type { Framing } from '../address.ts';
import { DeviceFailure } from '../device-failure.ts';
import { cgminerAsk } from '../drivers/cgminer-ask.ts';
import { httpAsk } from '../drivers/http-ask.ts';
import { identifyMeter } from '../drivers/meter-identity.ts';
import { type Ask, openMinerSession } from '../drivers/miner-session.ts';
import { identifyPdu } from '../drivers/snmp-layout.ts';
import { withWebPages } from '../drivers/web-pages.ts';
import type { Clock } from '../clock.ts';
import type { CredentialsInput } from '../credentials.ts';
import { securityOf } from '../readers.ts';
import { words } from '../rows.ts';
import { type MinerProtocolId, minerProtocols, modbusMeterProfiles, snmpPduProfiles } from '../registry.ts';
import { CGMINER_PORT, type CgminerOptions } from '../transports/cgminer.ts';
import { HTTP_PORT } from '../transports/http.ts';
import { MODBUS_PORT, openModbus } from '../transports/modbus.ts';
import { openSnmp, SNMP_PORT } from '../transports/snmp.ts';
import { askWhatsminer3, WHATSMINER3_PORT } from '../transports/whatsminer3.ts';
import type { Turns } from '../turns.ts';
import type { ModbusUnits } from './modbus-units.ts';

/** A device as the contract's `FoundDeviceInput` has it. */
export type FoundDevice = {
  readonly kind: 'MINER' | 'PDU' | 'METER';
  /** With its scheme and port: `cgminer://10.0.0.7:4028`. */
  readonly address: string;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly firmware: string | null;
};

/** Who answers at that port: several behind a Modbus gateway, nobody when nobody does or nobody that we know. */
export type Identify = (host: string, port: number) => Promise<readonly FoundDevice[]>;

type Language = MinerProtocolId | 'snmp' | 'modbus';

const LANGUAGES: ReadonlyMap<number, readonly Language[]> = new Map<number, readonly Language[]>([
  // ePIC speaks HTTP where others speak the CGMiner API.
  [CGMINER_PORT, ['cgminer', 'http']],
  [WHATSMINER3_PORT, ['whatsminer3']],
  [HTTP_PORT, ['http']],
  // Auradine.
  [8080, ['http']],
  [SNMP_PORT, ['snmp']],
  [MODBUS_PORT, ['modbus']],
]);
const ANY_LANGUAGE: readonly Language[] = ['cgminer', 'http', 'whatsminer3', 'modbus', 'snmp'];
export const USUAL_PORTS: readonly number[] = [...LANGUAGES.keys()];

/** How long an answer is waited for. */
export type Patience = { readonly cgminer: CgminerOptions; readonly answerMs: number; readonly snmpMs: number };
/** Shorter than a poll's: most of what a scan asks isn't there. */
const PATIENCE: Patience = {
  cgminer: { connectMs: 1500, firstByteMs: 3000, answerMs: 8000 },
  answerMs: 3000,
  snmpMs: 2000,
};

export type IdentifyOptions = {
  readonly clock: Clock;
  /** Resolves when the next request may go out. */
  readonly pace: () => Promise<void>;
  readonly turns: Turns;
  /** A community or user that the PDUs of these networks take. */
  readonly credentials: CredentialsInput;
  readonly modbus: ModbusUnits;
  readonly patience?: Patience;
};

/** Identifies by asking alone. A port speaks what it is known for; any other is tried in all languages. */
export function createIdentify(options: IdentifyOptions): Identify {
  return async (host, port) => {
    let closed = false;
    for (const language of LANGUAGES.get(port) ?? ANY_LANGUAGE) {
      // Nobody listens on TCP: other languages over it needn't be tried.
      if (closed && language !== 'snmp') continue;
      try {
        const found = await SPEAKERS[language](host, port, options);
        if (found.length > 0) return found.map(acceptable);
      } catch (error) {
        if (!(error instanceof DeviceFailure)) throw error;
        closed ||= error.reached === 'nobody' && language !== 'snmp';
      }
    }
    return [];
  };
}

const LONGEST_TEXT = 100;
const MAC = /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/;

/** A device's words as they may leave: one that says nonsense must not make a report unacceptable that others share. */
function acceptable({ kind, address, make, model, serial, mac, firmware }: FoundDevice): FoundDevice {
  const text = (said: string | null) => words(said, LONGEST_TEXT);
  return {
    kind,
    address,
    make: text(make),
    model: text(model),
    serial: text(serial),
    mac: mac !== null && MAC.test(mac) ? mac : null,
    firmware: text(firmware),
  };
}

function patienceOf({ patience }: IdentifyOptions): Patience {
  return patience ?? PATIENCE;
}

type Speaker = (host: string, port: number, options: IdentifyOptions) => Promise<readonly FoundDevice[]>;

const SPEAKERS: Readonly<Record<Language, Speaker>> = {
  cgminer: (host, port, options) =>
    miner(
      'cgminer',
      host,
      port,
      options,
      withWebPages(cgminerAsk(host, port, patienceOf(options).cgminer), host, {}, null),
    ),
  whatsminer3: (host, port, options) =>
    miner('whatsminer3', host, port, options, (command) =>
      askWhatsminer3(host, port, command, patienceOf(options).answerMs),
    ),
  http: (host, port, options) =>
    miner('http', host, port, options, httpAsk(host, port, {}, patienceOf(options).answerMs)),
  snmp,
  modbus,
};

async function miner(
  protocol: MinerProtocolId,
  host: string,
  port: number,
  { clock, pace, turns }: IdentifyOptions,
  ask: Ask,
): Promise<readonly FoundDevice[]> {
  const session = openMinerSession({
    ask: async (command) => {
      await pace();
      return turns.take(placeOf(host, port), () => ask(command));
    },
    address: placeOf(host, port),
    clock,
    protocol: minerProtocols[protocol],
  });
  const { make, model, serial, mac, firmware, firmwareVersion } = await session.read();
  return [
    {
      kind: 'MINER',
      address: `${protocol}://${placeOf(host, port)}`,
      make,
      model,
      serial,
      mac,
      firmware: [firmware, firmwareVersion].filter((part) => part !== null).join(' '),
    },
  ];
}

async function snmp(host: string, port: number, options: IdentifyOptions): Promise<readonly FoundDevice[]> {
  const { pace, turns, credentials } = options;
  // Without repetitions, which would go past the pace.
  const session = openSnmp({
    host,
    port,
    security: securityOf(credentials),
    timeoutMs: patienceOf(options).snmpMs,
    retries: 0,
  });
  try {
    const known = await identifyPdu(
      {
        get: async (oids) => {
          await pace();
          return turns.take(placeOf(host, port), () => session.get(oids));
        },
      },
      snmpPduProfiles,
    );
    if (!known) return [];
    const { profile, model, serial, firmware } = known;
    const make = profile.sysObjectIds.length === 0 ? null : profile.vendor;
    const kind = profile.isMeter ? 'METER' : 'PDU';
    return [{ kind, address: `snmp://${placeOf(host, port)}`, make, model, serial, mac: null, firmware }];
  } finally {
    session.close();
  }
}

/** The meters at a port, by framing and unit. A port has one framing: where somebody answers in one, the other isn't tried. */
async function modbus(host: string, port: number, options: IdentifyOptions): Promise<readonly FoundDevice[]> {
  const found: FoundDevice[] = [];
  for (const framing of options.modbus.framings) {
    for (const unit of options.modbus.units) {
      try {
        found.push(await meter({ host, port, unit, framing }, options));
      } catch (error) {
        if (!(error instanceof DeviceFailure)) throw error;
        // Nobody takes the connection: no unit will.
        if (error.reached === 'nobody') throw error;
      }
    }
    if (found.length > 0) break;
  }
  return found.filter(isFirstOfItsKind);
}

/** A meter of its own on the network answers to any unit: with its serial number it is told from others. */
function isFirstOfItsKind(device: FoundDevice, at: number, all: readonly FoundDevice[]): boolean {
  const { make, model, serial } = device;
  const same = (other: FoundDevice) => other.make === make && other.model === model && other.serial === serial;
  return serial === null || all.findIndex(same) === at;
}

type MeterPlace = { readonly host: string; readonly port: number; readonly unit: number; readonly framing: Framing };

/** A meter by what it says of itself; of another only this is known: that a Modbus device answers there. */
async function meter(place: MeterPlace, options: IdentifyOptions): Promise<FoundDevice> {
  const { host, port, unit, framing } = place;
  const session = openModbus({ ...place, timeoutMs: patienceOf(options).answerMs });
  const paced = async <T>(ask: () => Promise<T>): Promise<T> => {
    await options.pace();
    return options.turns.take(placeOf(host, port), ask);
  };
  const { vendor, model, serial, firmware } = await identifyMeter(
    {
      read: (functionCode, start, count) => paced(() => session.read(functionCode, start, count)),
      identification: () => paced(() => session.identification()),
    },
    modbusMeterProfiles,
  ).finally(() => session.close());
  const address = `modbus://${placeOf(host, port)}?unit=${unit}${framing === 'tcp' ? '' : `&framing=${framing}`}`;
  return { kind: 'METER', address, make: vendor, model, serial, mac: null, firmware };
}

function placeOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
