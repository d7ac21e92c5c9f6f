import { METER_MODEL, MINER_MODELS, PDU_MODELS, type MinerFamily, type MinerModel, type PduModel } from './catalog.ts';
import { draw, drawText } from './seed.ts';

/** How many of each there are. */
export type FarmSize = { readonly miners: number; readonly pdus: number; readonly meters: number };

export type Miner = {
  readonly kind: 'MINER';
  readonly index: number;
  readonly serial: string;
  readonly name: string;
  readonly mac: string;
  readonly host: string;
  readonly model: MinerModel;
  readonly pdu: number;
  readonly outlet: number;
  readonly rack: string;
  readonly row: number;
  readonly column: number;
};
export type Outlet = { readonly number: number; readonly label: string; readonly miner: Miner | null };
export type Pdu = {
  readonly kind: 'PDU';
  readonly index: number;
  readonly serial: string;
  readonly name: string;
  readonly mac: string;
  readonly host: string;
  readonly community: string;
  readonly model: PduModel;
  readonly rack: string;
  readonly outlets: readonly Outlet[];
};
/** `pdus`: what it measures. The main meter measures all of the site, the others a section of it each. */
export type Meter = {
  readonly kind: 'METER';
  readonly index: number;
  readonly serial: string;
  readonly name: string;
  readonly host: string;
  readonly unit: number;
  readonly main: boolean;
  readonly model: typeof METER_MODEL;
  readonly pdus: readonly number[];
};
export type Device = Miner | Pdu | Meter;
export type Layout = {
  readonly miners: readonly Miner[];
  readonly pdus: readonly Pdu[];
  readonly meters: readonly Meter[];
};

const OUTLETS_PER_PDU = 24;
const RACK_COLUMNS = 4;
/** Third part of the address: miners from 0, PDUs from 200, meters from 250, 250 of them in each. */
const HOSTS_PER_NET = 250;
export const FIRST_NET = { MINER: 0, PDU: 200, METER: 250 } as const;
export const MAX_FARM: FarmSize = { miners: 50_000, pdus: 12_500, meters: 1_000 };

/** Same seed and size, same machines with the same serials in the same places. `network` is like `127.77`. */
export function layOut(seed: number, size: FarmSize, network: string): Layout {
  const perPdu = Math.ceil(size.miners / Math.max(1, size.pdus));
  const miners = Array.from({ length: size.miners }, (_, index) => layOutMiner(seed, size, network, perPdu, index));
  const outlets = Math.max(OUTLETS_PER_PDU, perPdu);
  const pdus = Array.from({ length: size.pdus }, (_, index) =>
    layOutPdu(seed, network, index, outlets, miners.slice(index * perPdu, (index + 1) * perPdu)),
  );
  const meters = Array.from({ length: size.meters }, (_, index) => layOutMeter(seed, size, network, index));
  return { miners, pdus, meters };
}

export function hostOf(network: string, kind: Device['kind'], index: number): string {
  return `${network}.${FIRST_NET[kind] + Math.floor(index / HOSTS_PER_NET)}.${(index % HOSTS_PER_NET) + 1}`;
}

function layOutMiner(seed: number, size: FarmSize, network: string, perPdu: number, index: number): Miner {
  // Machines are bought in lots: neighbours in a rack are mostly of one model.
  const lot = Math.min(10, Math.max(1, Math.floor(size.miners / (2 * MINER_MODELS.length))));
  const model = MINER_MODELS[Math.floor(index / lot) % MINER_MODELS.length] as MinerModel;
  const place = index % perPdu;
  const pdu = Math.floor(index / perPdu);
  const rack = rackName(pdu);
  const row = Math.floor(place / RACK_COLUMNS) + 1;
  const column = (place % RACK_COLUMNS) + 1;
  return {
    kind: 'MINER',
    index,
    serial: `${SERIAL_PREFIX[model.family]}${drawText(6, seed, 'miner', index)}${numbered(index)}`,
    name: `${rack}-${row}-${column}`,
    mac: macOf(seed, 0x10, index),
    host: hostOf(network, 'MINER', index),
    model,
    pdu,
    outlet: place + 1,
    rack,
    row,
    column,
  };
}

function layOutPdu(seed: number, network: string, index: number, outlets: number, fed: readonly Miner[]): Pdu {
  const model = PDU_MODELS[index % PDU_MODELS.length] as PduModel;
  return {
    kind: 'PDU',
    index,
    serial: `${model.make.slice(0, 2).toUpperCase()}${drawText(5, seed, 'pdu', index)}${numbered(index)}`,
    name: `PDU ${rackName(index)}`,
    mac: macOf(seed, 0x20, index),
    host: hostOf(network, 'PDU', index),
    community: 'public',
    model,
    rack: rackName(index),
    outlets: Array.from({ length: outlets }, (_, at) => ({
      number: at + 1,
      label: fed[at]?.name ?? `Outlet ${at + 1}`,
      miner: fed[at] ?? null,
    })),
  };
}

function layOutMeter(seed: number, size: FarmSize, network: string, index: number): Meter {
  const all = Array.from({ length: size.pdus }, (_, pdu) => pdu);
  return {
    kind: 'METER',
    index,
    serial: String(20_000_000 + Math.floor(draw(seed, 'meter') * 60_000_000) + index),
    name: index === 0 ? 'Site meter' : `Section ${index + 1} meter`,
    host: hostOf(network, 'METER', index),
    unit: 1,
    main: index === 0,
    model: METER_MODEL,
    pdus: index === 0 ? all : all.filter((pdu) => Math.floor((pdu * size.meters) / size.pdus) === index),
  };
}

const SERIAL_PREFIX: Record<MinerFamily, string> = {
  'antminer-stock': 'YNAH',
  whatsminer: 'HTM3',
  avalon: '0201',
  braiins: 'NGSB',
};

function rackName(pdu: number): string {
  return `R${String(pdu + 1).padStart(2, '0')}`;
}

/** The device's number in the text, so that no two serials of a farm are ever equal. */
function numbered(index: number): string {
  return String(index + 1).padStart(5, '0');
}

/** Locally administered (second bit of the first byte): these machines were never sold. */
function macOf(seed: number, kind: number, index: number): string {
  const bytes = [0x02, Math.floor(draw(seed, 'mac') * 256), kind, (index >> 16) & 255, (index >> 8) & 255, index & 255];
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(':');
}
