const mostIn7Bits = 125;
const mostIn16Bits = 65_535;
/** Of the JSON around a payload. */
const tail = Buffer.from('}');

/** One state of a group, as all its followers get it: executed, written and encoded once. */
export class Payload {
  readonly #json: Buffer;
  #last: { readonly id: string; readonly frame: Buffer } | null = null;

  constructor(json: string) {
    this.#json = Buffer.from(json);
  }

  toString(): string {
    return this.#json.toString();
  }

  /** The message to a follower that knows it by this id; followers of one id get the same bytes. */
  frame(id: string): Buffer {
    if (this.#last?.id === id) return this.#last.frame;
    const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    const frame = textFrame(head, this.#json);
    this.#last = { id, frame };
    return frame;
  }
}

/** A text message as a server sends it (RFC 6455, 5.2): one frame, not masked, in one piece of memory for one write. */
function textFrame(head: Buffer, payload: Buffer): Buffer {
  const length = head.length + payload.length + tail.length;
  const start = length <= mostIn7Bits ? 2 : length <= mostIn16Bits ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81; // the last frame of a message, of text
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  head.copy(frame, start);
  payload.copy(frame, start + head.length);
  tail.copy(frame, start + head.length + payload.length);
  return frame;
}
