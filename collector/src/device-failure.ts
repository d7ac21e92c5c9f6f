/**
 * Why a device gave no reading: no answer in time, the connection was turned down, the answer made no sense, or we don't speak with it.
 * It is never turned into a value: a gap is honest, a false zero becomes an invoice.
 */
export type FailureKind = 'timeout' | 'refused' | 'malformed' | 'unsupported';

/** How far it came: nobody took the connection, a port did and kept silent, or something spoke. */
export type Reached = 'nobody' | 'port' | 'device';

export class DeviceFailure extends Error {
  override readonly name = 'DeviceFailure';
  readonly kind: FailureKind;
  readonly address: string;
  readonly reached: Reached;

  constructor(kind: FailureKind, address: string, detail: string, reached?: Reached) {
    super(`${kind}: ${address}: ${detail}`);
    this.kind = kind;
    this.address = address;
    this.reached = reached ?? (kind === 'malformed' || kind === 'unsupported' ? 'device' : 'nobody');
  }
}

/** The kind of a socket error: only a lost peer in time is `timeout`, everything that turns us away is `refused`. */
export function socketFailure(address: string, error: unknown): DeviceFailure {
  if (error instanceof DeviceFailure) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const kind = code === 'ETIMEDOUT' ? 'timeout' : 'refused';
  const detail = code ?? (error instanceof Error ? error.message : String(error));
  // Reset and broken pipe: there was a connection.
  return new DeviceFailure(kind, address, detail, code === 'ECONNRESET' || code === 'EPIPE' ? 'port' : 'nobody');
}
