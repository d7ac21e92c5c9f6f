import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/** Transaction, protocol and length before each frame of Modbus TCP. */
const HEADER_BYTES = 6;
/** Behind each frame as modbus-serial has it. */
const CHECKSUM_BYTES = 2;
/** One request is in flight, and the library keeps what it knows of each until its number comes again: few are enough. */
const TRANSACTIONS = 16;

/**
 * Modbus TCP as modbus-serial's port, on a socket that reads into one buffer for all. The library's own port joins, copies and prints every piece
 * that comes and waits for a promise before it writes: half of a poll's time.
 */
export class ModbusTcpPort extends EventEmitter {
  // The names that the library looks for.
  _transactionIdRead = 0;
  _transactionIdWrite = 0;
  readonly #socket: Socket;
  /** The beginning of a frame whose end hasn't come. */
  #begun: Buffer | null = null;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  open(opened: () => void): void {
    opened();
  }

  /** A frame of a serial line, sent as one of Modbus TCP. */
  write(frame: Buffer): void {
    const length = frame.length - CHECKSUM_BYTES;
    const request = Buffer.allocUnsafe(HEADER_BYTES + length);
    request.writeUInt16BE(this._transactionIdWrite, 0);
    request.writeUInt16BE(0, 2);
    request.writeUInt16BE(length, 4);
    frame.copy(request, HEADER_BYTES, 0, length);
    this.#socket.write(request);
    this._transactionIdWrite = (this._transactionIdWrite + 1) % TRANSACTIONS;
  }

  /** What came: each whole frame goes on as one of a serial line. The bytes may be overwritten afterwards. */
  take(bytes: Buffer): void {
    let rest = this.#begun === null ? bytes : Buffer.concat([this.#begun, bytes]);
    while (rest.length > HEADER_BYTES) {
      const length = rest.readUInt16BE(4);
      if (rest.length < HEADER_BYTES + length) break;
      const frame = Buffer.allocUnsafe(length + CHECKSUM_BYTES);
      rest.copy(frame, 0, HEADER_BYTES, HEADER_BYTES + length);
      frame.writeUInt16LE(checksum(frame, length), length);
      this._transactionIdRead = rest.readUInt16BE(0);
      this.emit('data', frame);
      rest = rest.subarray(HEADER_BYTES + length);
    }
    this.#begun = rest.length === 0 ? null : Buffer.from(rest);
  }
}

/** CRC-16 as Modbus has it, of the first bytes: TCP carries none, and the library looks for it. */
function checksum(frame: Buffer, length: number): number {
  let crc = 0xffff;
  for (let at = 0; at < length; at += 1) {
    crc ^= frame[at] ?? 0;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
