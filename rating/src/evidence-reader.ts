import type { Evidence } from './evidence.ts';
import { parseEvidence, type Prepared, prepareRegister } from './parse.ts';
import type { Fault } from './shape.ts';

type Read =
  | { readonly ok: true; readonly bundle: Evidence }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** UTF-8 as text, failing on bytes that are none; the language itself has no such thing. */
type Decode = (parts: readonly Uint8Array[]) => string;

const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c];
const [open, close, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Reads an evidence file piece by piece, however large: one text can't hold the readings of thousands of machines. Each
 * register is read, and its text let go, as soon as it is whole; what is left of the file is small and read at the end. Bytes
 * are enough to find the registers: JSON's structure is ASCII, and UTF-8 never uses those bytes for anything else.
 */
export class EvidenceReader {
  readonly #decode: Decode;
  readonly #outside: Uint8Array[] = [];
  readonly #prepared: Prepared[] = [];
  #inside: Uint8Array[] = [];
  #fault: string | null = null;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** A top-level name that was just read, and whether its value comes next. */
  #name: number[] | null = null;
  #valueNext = false;
  #inRegisters = false;

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  /** The next bytes of the file, in any portions. */
  push(bytes: Uint8Array): void {
    if (this.#fault !== null) return;
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.#inText) {
        this.#textByte(byte);
        continue;
      }
      if (this.#inRegisters && this.#depth === 2 && byte === open) {
        this.#outside.push(bytes.slice(start, i));
        start = i;
      }
      this.#structureByte(byte);
      if (this.#inRegisters && this.#depth === 2 && byte === close) {
        this.#inside.push(bytes.subarray(start, i + 1));
        this.#endRegister();
        start = i + 1;
      }
    }
    const rest = bytes.slice(start);
    if (this.#inRegisters && this.#depth > 2) this.#inside.push(rest);
    else this.#outside.push(rest);
  }

  /** The whole file as its bundle, or what is wrong with it. */
  finish(): Read {
    if (this.#fault !== null) return notJson(this.#fault);
    try {
      return parseEvidence(JSON.parse(this.#decode(this.#outside)), this.#prepared);
    } catch (error) {
      return notJson(messageOf(error));
    }
  }

  #textByte(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inText = false;
    if (this.#inText) this.#name?.push(byte);
  }

  #structureByte(byte: number): void {
    if (isSpace(byte)) return;
    if (byte === quote) {
      this.#inText = true;
      this.#name = this.#depth === 1 ? [] : null;
    } else if (byte === colon && this.#depth === 1) this.#valueNext = isRegisters(this.#name);
    else if (byte === open || byte === openList) {
      if (this.#valueNext && byte === openList) this.#inRegisters = true;
      this.#depth++;
    } else if (byte === close || byte === closeList) {
      this.#depth--;
      if (this.#depth === 1) this.#inRegisters = false;
    }
    if (byte !== colon && byte !== comma) this.#valueNext = false;
  }

  /** In what is left of the file a register's place is held by its number. */
  #endRegister(): void {
    try {
      this.#prepared.push(
        prepareRegister(JSON.parse(this.#decode(this.#inside)), `registers[${this.#prepared.length}]`),
      );
      this.#outside.push(digitsOf(this.#prepared.length - 1));
    } catch (error) {
      this.#fault = messageOf(error);
    }
    this.#inside = [];
  }
}

const registersName = [...'registers'].map((letter) => letter.charCodeAt(0));
const isRegisters = (name: number[] | null): boolean =>
  name !== null && name.length === registersName.length && registersName.every((byte, i) => byte === name[i]);

const digitsOf = (whole: number): Uint8Array => Uint8Array.from(String(whole), (digit) => digit.charCodeAt(0));

const notJson = (message: string): Read => ({ ok: false, faults: [{ path: '$', message: `not JSON: ${message}` }] });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
