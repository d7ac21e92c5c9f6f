import type { Framing } from '../address.ts';

/** Which meters a scan looks for at a Modbus port: behind a gateway the unit selects the meter, and some gateways take frames as on their line. */
export type ModbusUnits = { readonly units: readonly number[]; readonly framings: readonly Framing[] };

/** A meter of its own on the network is unit 1, or answers to any. */
export const UNITS = '1';
export const FRAMINGS = 'tcp';
/** The standard's last; 255 is what some gateways call themselves. */
const LAST_UNIT = 247;
const GATEWAY = 255;

/** `1-10,20`: each once, in order. Throws a sentence naming the part that is none. */
export function parseUnits(text: string): number[] {
  const units = new Set<number>();
  for (const part of partsOf(text)) {
    const [, first, last = first] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    const isUnit = from === to && from === GATEWAY;
    if (!isUnit && !(from >= 1 && from <= to && to <= LAST_UNIT))
      throw new Error(`"${part}" is no unit from 1 to ${LAST_UNIT} (or ${GATEWAY}) or range like 1-10`);
    for (let unit = from; unit <= to; unit += 1) units.add(unit);
  }
  if (units.size === 0) throw new Error('names no unit');
  return [...units];
}

/** `tcp,rtu`, in the order in which they are tried. */
export function parseFramings(text: string): Framing[] {
  const framings = new Set<Framing>();
  for (const part of partsOf(text)) {
    if (part !== 'tcp' && part !== 'rtu') throw new Error(`"${part}" is neither tcp nor rtu`);
    framings.add(part);
  }
  if (framings.size === 0) throw new Error('names neither tcp nor rtu');
  return [...framings];
}

function partsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
