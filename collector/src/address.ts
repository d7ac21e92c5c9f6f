import { isIP } from 'node:net';

/** Where a device answers. Host is an IP literal: a name could point elsewhere tomorrow, past the wall of allowed networks. */
export type Address = {
  readonly host: string;
  /** Null: the port that the device's protocol has. */
  readonly port: number | null;
  /** Modbus unit behind a gateway; 1 where nothing is said. */
  readonly unit: number;
};

/** `10.0.0.5`, `10.0.0.5:4028`, `[fd00::5]:161`, `10.0.0.5:502?unit=3`; null when it is none of these. */
export function parseAddress(text: string): Address | null {
  const match = /^(?:\[([^\]]+)\]|([^[\]:?]+|[^[\]?]*:[^[\]?]*:[^[\]?]*))(?::(\d{1,5}))?(?:\?unit=(\d{1,3}))?$/.exec(
    text.trim(),
  );
  const host = match?.[1] ?? match?.[2];
  if (!match || !host || isIP(host) === 0) return null;
  const port = match[3] === undefined ? null : Number(match[3]);
  const unit = match[4] === undefined ? 1 : Number(match[4]);
  return (port !== null && (port < 1 || port > 65_535)) || unit > 255 ? null : { host, port, unit };
}
