import type { Fault } from '../reading.ts';
import { type Entry, isEntry, number, pick } from './answers.ts';

/** Codes that stand for more than their class. Source: MicroBT's error code table as quoted in the notes on its API 2.0.4. */
const CODES: Readonly<Record<number, string>> = {
  110: 'intake fan failing',
  111: 'exhaust fan failing',
  140: 'fan too fast',
  200: 'power supply not found',
  205: 'power supply current fault',
  206: 'power supply input voltage too low',
  233: 'power supply too hot',
  234: 'power supply too hot',
  235: 'power supply too hot',
  267: 'power supply watchdog',
  270: 'power supply input voltage too high',
  2010: 'all pools disabled',
  2310: 'hashrate too low',
};

/** The leading digits name the part. */
const CLASSES: readonly (readonly [code: RegExp, text: string])[] = [
  [/^1[23]\d$/, 'fan speed deviates'],
  [/^20\d\d$/, 'pool failing'],
  [/^21\d+$/, 'factory step failed'],
  [/^23\d\d$/, 'hashrate fault'],
  [/^1/, 'fan fault'],
  [/^2/, 'power supply fault'],
  [/^3/, 'temperature sensor fault'],
  [/^4/, 'EEPROM fault'],
  [/^5/, 'hashboard fault'],
  [/^6/, 'environment temperature out of range'],
  [/^7/, 'control board fault'],
  [/^8/, 'checksum fault'],
  [/^9/, 'power rate fault'],
];

/** Current faults of the summary and of get_error_code; `Factory Error Code N` is history and left out. */
export function whatsminerFaults(summary: Entry, message: Entry | undefined): readonly Fault[] {
  const count = number(summary, 'Error Code Count') ?? 0;
  const inSummary = Array.from({ length: Math.min(count, 64) }, (_, at) => number(summary, `Error Code ${at}`));
  const codes = new Set([...inSummary, ...codesIn(pick(message, 'error_code'))].filter((code) => code !== null));
  return [...codes].map((code) => ({ code, text: `${textOf(code)} (code ${code})` }));
}

/** `[218]`, `[{"218":"date"}]`, or the map that 2.0.4 writes with a list's brackets. */
function codesIn(value: unknown): (number | null)[] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.flatMap((entry) =>
    isEntry(entry)
      ? Object.keys(entry)
          .filter((key) => /^\d+$/.test(key))
          .map(Number)
      : typeof entry === 'number' || (typeof entry === 'string' && /^\d{3,}$/.test(entry))
        ? [Number(entry)]
        : [],
  );
}

function textOf(code: number): string {
  return CODES[code] ?? CLASSES.find(([pattern]) => pattern.test(String(code)))?.[1] ?? 'fault';
}
