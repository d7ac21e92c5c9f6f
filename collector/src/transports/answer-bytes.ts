/** Real answers are up to 67 kB (old Whatsminer stats); ten times that is no miner. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const LENGTH_BYTES = 4;

/** Pieces of any size put one behind the other: a sender of single bytes costs no more than one of large ones. */
class Pieces {
  #space = Buffer.alloc(0);
  #size = 0;

  add(piece: Buffer): void {
    const size = this.#size + piece.length;
    if (size > this.#space.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#space.length));
      this.#space.copy(larger, 0, 0, this.#size);
      this.#space = larger;
    }
    piece.copy(this.#space, this.#size);
    this.#size = size;
  }

  get bytes(): Buffer {
    return this.#space.subarray(0, this.#size);
  }
}

/** An answer of the CGMiner API as it comes, in pieces of any size: what counts is before the first NUL. */
export class CgminerBytes {
  readonly #pieces = new Pieces();

  /** Whether nothing more is wanted. The piece is copied. */
  push(piece: Buffer): boolean {
    this.#pieces.add(piece);
    return piece.includes(0);
  }

  get isTooMuch(): boolean {
    return this.#pieces.bytes.length > MAX_ANSWER_BYTES;
  }

  /** Whether it could end here, without a look at all of it. */
  get endsLikeOne(): boolean {
    return /[}\]"]\s*$/.test(this.#pieces.bytes.subarray(-8).toString('latin1'));
  }

  /** Whether braces balance outside strings. */
  isBalanced(): boolean {
    let depth = 0;
    let inString = false;
    let escaped = false;
    for (const byte of this.#pieces.bytes) {
      if (escaped) escaped = false;
      else if (inString && byte === 0x5c) escaped = true;
      else if (byte === 0x22) inString = !inString;
      else if (!inString && (byte === 0x7b || byte === 0x5b)) depth += 1;
      else if (!inString && (byte === 0x7d || byte === 0x5d)) depth -= 1;
    }
    return depth <= 0 && !inString;
  }

  /** Decoded as a whole: a letter of two bytes may have come in two pieces. */
  text(): string {
    const { bytes } = this.#pieces;
    const end = bytes.indexOf(0);
    return (end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8').trim();
  }
}

/** An answer of MicroBT's API 3: a length of four bytes, low byte first, then JSON. */
export class Whatsminer3Bytes {
  readonly #pieces = new Pieces();

  get hasBegun(): boolean {
    return this.#pieces.bytes.length > 0;
  }

  /** The announced length where it can't be. */
  get impossible(): number | null {
    const length = this.#announced;
    return length !== null && (length === 0 || length > MAX_ANSWER_BYTES) ? length : null;
  }

  /** Its text once it is whole. */
  push(piece: Buffer): string | null {
    this.#pieces.add(piece);
    const end = LENGTH_BYTES + (this.#announced ?? Infinity);
    const { bytes } = this.#pieces;
    return this.impossible !== null || bytes.length < end ? null : bytes.toString('utf8', LENGTH_BYTES, end);
  }

  get #announced(): number | null {
    const { bytes } = this.#pieces;
    return bytes.length < LENGTH_BYTES ? null : bytes.readUInt32LE(0);
  }
}
