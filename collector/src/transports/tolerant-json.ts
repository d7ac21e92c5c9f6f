/**
 * JSON as miners write it. A strict parse comes first; only then are known faults repaired, one kind at a time, on tokens, so that nothing
 * inside a string is ever touched by a repair meant for the outside (`"chain_xtime":"{X0=58,X1=59}"` must stay).
 */
export type Parsed = { readonly value: unknown; readonly repaired: boolean };

/** Deeper than any miner nests: what is made of an answer may go into it by recursion. */
const MOST_DEPTH = 64;

/** Null when it is not JSON even after all repairs, is cut off, or nests deeper than any miner. */
export function parseTolerantly(text: string): Parsed | null {
  if (opensOften(text) && bracketsOf(text).deepest > MOST_DEPTH) return null;
  const strict = attempt(text);
  if (strict) return { value: strict.value, repaired: false };
  // Most answers that are no JSON are cut off, and need no repair to be tried.
  if (!bracketsOf(text).close) return null;
  let tokens = tokenize(text);
  if (tokens === null) return null;
  for (const repair of [asItIs, plainStrings, nullForNotANumber, mapsWrittenAsLists, noDanglingCommas, missingCommas]) {
    tokens = repair(tokens);
    const parsed = attempt(tokens.join(''));
    if (parsed) return { value: parsed.value, repaired: true };
  }
  return null;
}

type Repair = (tokens: readonly string[]) => string[];

function attempt(text: string): { value: unknown } | null {
  // An answer that ends otherwise was cut off: to be told so by the parser costs more than to see it.
  if (!/[}\]]\s*$/.test(text.slice(-16))) return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null; // not JSON: the caller goes on to the repairs
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether there are brackets enough to nest too deep: told at little cost of answers that have few, which are most. */
function opensOften(text: string): boolean {
  let left = MOST_DEPTH;
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      left -= 1;
      if (left < 0) return true;
    }
  }
  return false;
}

/** The first document's brackets: whether they close, and how deep they go. */
function bracketsOf(text: string): { readonly close: boolean; readonly deepest: number } {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        for (at += 1; at < text.length && text.charCodeAt(at) !== QUOTE; at += 1)
          if (text.charCodeAt(at) === BACKSLASH) at += 1;
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
        if (depth <= 0) return { close: true, deepest };
    }
  }
  return { close: false, deepest };
}

/** The tokens of the first document, white space dropped; what follows its last brace is not looked at. Null when it doesn't end. */
function tokenize(text: string): string[] | null {
  const tokens: string[] = [];
  const token = /\s+|"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[^\s"{}[\],:]+/y;
  let depth = 0;
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const match = token.exec(text)?.[0];
    if (match === undefined) return null;
    if (match.trim() === '') continue;
    if (tokens.length === 0 && match !== '{') return null;
    tokens.push(match);
    if (match === '{' || match === '[') depth += 1;
    if (match === '}' || match === ']') depth -= 1;
    if (depth === 0) return tokens;
  }
  return null;
}

/** Stray bytes after the document (S9k: `...}"}`) are gone with the tokens. */
const asItIs: Repair = (tokens) => [...tokens];

/** Raw control bytes inside strings (Bitmain: `"Antminer S9<LF>V1.3"`) and escapes that JSON doesn't know (Whatsminer 2020: `\'`). */
const plainStrings: Repair = (tokens) =>
  tokens.map((token) =>
    token.startsWith('"')
      ? // oxlint-disable-next-line no-control-regex -- control characters are the fault that is repaired
        token
          .replace(/[\u0000-\u001f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .replace(/\\(?:(["\\/bfnrtu])|([\s\S]))/g, (_, known, other) => (known ? `\\${known}` : other))
      : token,
  );

/** Avalon shortly after its start: a bare `nan` or `-inf` is a missing value, not 0; Windows builds write `-1.#IND`, some `-nan(ind)`, some nothing. */
const nullForNotANumber: Repair = (tokens) =>
  tokens.flatMap((token, at) => {
    if (/^[-+]?(nan|inf|infinity|\d\.#\w+)(\(\w*\))?$/i.test(token)) return ['null'];
    return token === ':' && /^[,}\]]$/.test(tokens[at + 1] ?? '') ? [token, 'null'] : [token];
  });

/** Whatsminer 2.0.4 writes `"error_code":["540":"date"]`: a map in a list's brackets. */
const mapsWrittenAsLists: Repair = (tokens) => {
  const result = [...tokens];
  const open: number[] = [];
  tokens.forEach((token, at) => {
    if (token === '[' || token === '{') open.push(at);
    if (token !== ']' && token !== '}') return;
    const start = open.pop();
    if (start === undefined || tokens[start] !== '[' || token !== ']') return;
    if (tokens[start + 1]?.startsWith('"') && tokens[start + 2] === ':') {
      result[start] = '{';
      result[at] = '}';
    }
  });
  return result;
};

/** `,}`, `,]`, `[,` and `{,` of btminer and bmminer. */
const noDanglingCommas: Repair = (tokens) =>
  tokens.filter(
    (token, at) => token !== ',' || !(/^[}\],]$/.test(tokens[at + 1] ?? '') || /^[[{]$/.test(tokens[at - 1] ?? '')),
  );

/** `}{` between STATS objects (S9, Hiveon, Vnish 3) and `"a""b"` (btminer 2023). */
const missingCommas: Repair = (tokens) =>
  tokens.flatMap((token, at) => {
    const endsValue = !/^[{[,:]$/.test(token);
    const next = tokens[at + 1];
    const startsValue = next !== undefined && !/^[}\],:]$/.test(next);
    return endsValue && startsValue ? [token, ','] : [token];
  });
