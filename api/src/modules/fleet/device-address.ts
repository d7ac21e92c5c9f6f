import { BlockList, isIP } from 'node:net';

export type DeviceKind = 'MINER' | 'PDU' | 'METER';

type Scheme = 'cgminer' | 'whatsminer3' | 'http' | 'snmp' | 'snmp3' | 'modbus';

const ports: Readonly<Record<Scheme, number>> = {
  cgminer: 4028,
  whatsminer3: 4433,
  http: 80,
  snmp: 161,
  snmp3: 161,
  modbus: 502,
};
/** What each kind speaks; the first is meant where an address names none. */
const schemes: Readonly<Record<DeviceKind, readonly [Scheme, ...Scheme[]]>> = {
  MINER: ['cgminer', 'whatsminer3', 'http'],
  PDU: ['snmp', 'snmp3'],
  METER: ['modbus', 'snmp', 'snmp3'],
};

/**
 * An address in its one form, so that two ways of writing a place are the same text: `cgminer://10.0.0.7:4028`,
 * `modbus://10.0.0.9:502?unit=1`. Null for anything else: a name instead of an IP address (it could point elsewhere
 * tomorrow), a secret in it, a protocol that this kind of device doesn't speak.
 */
export function canonicalAddress(text: string, kind: DeviceKind): string | null {
  const [, named, rest = ''] = /^(?:([a-z0-9]+):\/\/)?(.*)$/i.exec(text.trim()) ?? [];
  const scheme = schemes[kind].find((known) => known === (named?.toLowerCase() ?? schemes[kind][0]));
  const [place = '', query, ...more] = rest.split('?');
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(place) ?? [];
  const host = isIP(place) === 6 ? place : (bracketed ?? plain ?? '');
  const family = isIP(host);
  if (!scheme || family === 0 || more.length > 0 || host.includes('%')) return null;
  const port = digits === undefined ? ports[scheme] : Number(digits);
  if (port < 1 || port > 65_535) return null;
  const options = scheme === 'modbus' ? modbusOptions(query ?? '') : query === undefined ? '' : null;
  if (options === null) return null;
  return `${scheme}://${family === 6 ? `[${host.toLowerCase()}]` : host}:${port}${options}`;
}

/** `unit` behind a gateway, 1 where nothing is said; `framing=rtu` for frames as on a serial line. */
function modbusOptions(query: string): string | null {
  const asked = new URLSearchParams(query);
  const unit = asked.get('unit') ?? '1';
  const framing = asked.get('framing') ?? 'tcp';
  const known = [...asked.keys()].every((name) => name === 'unit' || name === 'framing');
  if (!known || !/^\d{1,3}$/.test(unit) || Number(unit) > 255 || (framing !== 'tcp' && framing !== 'rtu')) return null;
  return `?unit=${Number(unit)}${framing === 'rtu' ? '&framing=rtu' : ''}`;
}

/** The IP address within a canonical address. */
const hostOf = (address: string): string => /\/\/\[?([^\]/]+?)\]?:\d+(?:\?|$)/.exec(address)?.[1] ?? '';

/** Whether a canonical address lies in one of the networks (CIDR); a network that can't be read holds nothing. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const host = hostOf(address);
  const family = isIP(host);
  if (family === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    const kind = isIP(base);
    if (kind !== 0 && bits !== undefined && Number(bits) <= (kind === 4 ? 32 : 128))
      list.addSubnet(base, Number(bits), kind === 4 ? 'ipv4' : 'ipv6');
  }
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/** A MAC as collectors report it, `C4:08:28:00:A4:19`, however it was typed; null when it is none. */
export function canonicalMac(text: string): string | null {
  const digits = text.trim().replace(/[:.-]/g, '').toUpperCase();
  return /^[0-9A-F]{12}$/.test(digits) ? (digits.match(/../g) as string[]).join(':') : null;
}
