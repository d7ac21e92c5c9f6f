import { parseTolerantly } from '../transports/tolerant-json.ts';

/** One object of an answer. Keys are read by name only, and only its own: answers are untrusted. */
export type Entry = Readonly<Record<string, unknown>>;
/** Answers by command; a command that failed is absent. */
export type Answers = ReadonlyMap<string, Entry>;

/** The document of one command, or of each part of a joined one; null when it can't be read. */
export function decodeAnswer(command: string, text: string): ReadonlyMap<string, Entry> | null {
  const value = parseTolerantly(text)?.value;
  // Some HTTP answers are bare lists.
  const document = Array.isArray(value) ? { list: value } : value;
  if (!isEntry(document)) return null;
  if (!command.includes('+')) return new Map([[command, document]]);
  const parts = new Map<string, Entry>();
  for (const part of command.split('+')) {
    const [entry] = list(document, part);
    if (entry) parts.set(part, entry);
  }
  return parts.size === 0 ? null : parts;
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under the first of the names that is there: makers misspell and rename. */
export function pick(entry: Entry | undefined, ...names: string[]): unknown {
  if (entry === undefined) return undefined;
  // A loop: some hundred values of each answer are looked for.
  for (const name of names) if (Object.hasOwn(entry, name)) return entry[name];
  return undefined;
}

/** The objects of a section, `list(summary, 'SUMMARY')`. */
export function list(entry: Entry | undefined, name: string): readonly Entry[] {
  const value = pick(entry, name);
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

/** The object at the end of these names. */
export function entryAt(entry: Entry | undefined, ...names: string[]): Entry | undefined {
  let here = entry;
  for (const name of names) {
    const value = pick(here, name);
    here = isEntry(value) ? value : undefined;
  }
  return here;
}

/** A number or its text; "" and words are absent, as is everything that isn't finite. */
export function number(entry: Entry | undefined, ...names: string[]): number | null {
  const value = pick(entry, ...names);
  const isText = typeof value === 'string' && /^\s*[-+]?\d+(\.\d*)?(e[-+]?\d+)?\s*$/i.test(value);
  const read = isText ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

export function text(entry: Entry | undefined, ...names: string[]): string | null {
  const value = pick(entry, ...names);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Yes or no in each maker's words: a boolean, its text, "Y" and "N", 1 and 0. Null: it doesn't say. */
export function flag(entry: Entry | undefined, ...names: string[]): boolean | null {
  const value = pick(entry, ...names);
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === true || word === 1 || word === 'true' || word === 'y' || word === '1') return true;
  return word === false || word === 0 || word === 'false' || word === 'n' || word === '0' ? false : null;
}

/** A board that was switched off. */
export function isDisabled(board: Entry): boolean {
  return flag(board, 'Enabled', 'enabled') === false;
}

/** What a document's STATUS says, which is a list in the common envelope and plain text in Whatsminer's own. */
export function statusOf(document: Entry | undefined): Status {
  const entry = statusEntry(document);
  return {
    letter: text(entry, 'STATUS') ?? '',
    code: number(entry, 'Code'),
    message: text(entry, 'Msg') ?? '',
    description: text(entry, 'Description') ?? '',
  };
}
type Status = {
  readonly letter: string;
  readonly code: number | null;
  readonly message: string;
  readonly description: string;
};

/** S, I and W carry data; E and F say "reachable, no such data". */
export function isUsable(document: Entry): boolean {
  return !/^[EF]/i.test(text(statusEntry(document), 'STATUS') ?? '');
}

function statusEntry(document: Entry | undefined): Entry | undefined {
  const status = pick(document, 'STATUS');
  if (typeof status === 'string') return document;
  return Array.isArray(status) ? status.find(isEntry) : undefined;
}

const RATE_UNITS: readonly (readonly [prefix: string, perThs: number])[] = [
  ['MHS', 1e6],
  ['GHS', 1e3],
  ['KHS', 1e9],
  ['THS', 1],
];

/** A hashrate in TH/s by the first window that is there. The unit is read from the key, never guessed from the size. */
export function rateThs(entry: Entry | undefined, ...windows: string[]): number | null {
  for (const window of windows) {
    for (const [prefix, perThs] of RATE_UNITS) {
      const value = number(entry, `${prefix} ${window}`);
      if (value !== null) return scaled(value, perThs);
    }
  }
  return null;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** The rate of the shortest window, whatever it is called: bfgminer's is as long as its log interval ("20s"), cgminer's is 5 s until it is configured. */
export function shortestRateThs(entry: Entry | undefined): number | null {
  const windows = Object.keys(entry ?? {}).flatMap((key) => {
    const [, window, count, unit = ''] = /^[KMGT]HS ((\d+)([smh]))$/.exec(key) ?? [];
    return window === undefined ? [] : [{ window, seconds: Number(count) * (SECONDS[unit] ?? 1) }];
  });
  return rateThs(entry, ...windows.toSorted((a, b) => a.seconds - b.seconds).map(({ window }) => window));
}

/** Fifteen digits hide the binary dust of the division. */
export function scaled(value: number | null, divideBy: number): number | null {
  return value === null ? null : Number((value / divideBy).toPrecision(15));
}

/** Temperatures that stand for "no sensor": 0, absolute zero, all ones. Down to -30 °C is a cold site. */
export function temperature(value: number | null): number | null {
  return value === null || value === 0 || value < -30 || value >= 255 ? null : value;
}

/** `12:34:56:78:90:12` from any separators or none; null when it isn't twelve hex digits. */
export function macOf(value: string | null): string | null {
  const digits = value?.replace(/[^0-9a-f]/gi, '').toUpperCase() ?? '';
  return digits.length === 12 ? (digits.match(/../g) ?? []).join(':') : null;
}
