import snmp from 'net-snmp';
import { DeviceFailure, socketFailure } from '../device-failure.ts';

export const SNMP_PORT = 161;
/** More in one answer would pass the path's MTU on some management networks, where fragments are lost. */
const VARBINDS_PER_REQUEST = 20;
/** No PDU has more rows in one column; a walk that goes on is a runaway agent. */
const MAX_ROWS = 4096;

export type SnmpValue = number | bigint | string;
export type SnmpOptions = {
  readonly host: string;
  readonly port: number;
  readonly community: string;
  readonly timeoutMs: number;
  readonly retries: number;
};

/** One open socket to one agent, one request in flight. OIDs without a leading dot. */
export type SnmpSession = {
  /** Absent objects are left out. */
  get(oids: readonly string[]): Promise<ReadonlyMap<string, SnmpValue>>;
  /** The instances below a column by their index, in the agent's order. */
  walk(column: string, maxRepetitions: number): Promise<ReadonlyMap<string, SnmpValue>>;
  close(): void;
};

export function openSnmp({ host, port, community, timeoutMs, retries }: SnmpOptions): SnmpSession {
  const address = `${host}:${port}`;
  const session = snmp.createSession(host, community, {
    port,
    version: snmp.Version2c,
    transport: host.includes(':') ? 'udp6' : 'udp4',
    timeout: timeoutMs,
    retries,
  });
  // Without a listener a socket error would end the process; the request that it belongs to times out by itself.
  session.on('error', () => {});

  /** What this agent was found to bear. */
  let bearable = Number.POSITIVE_INFINITY;

  const getOnce = (oids: string[]) =>
    new Promise<snmp.Varbind[]>((resolve, reject) => {
      session.get(oids, (error, varbinds) => (error ? reject(failureOf(address, error)) : resolve(varbinds ?? [])));
    });
  const walkOnce = (column: string, maxRepetitions: number) =>
    new Promise<Map<string, SnmpValue>>((resolve, reject) => {
      const rows = new Map<string, SnmpValue>();
      const collect = (varbinds: snmp.Varbind[]) => {
        for (const varbind of varbinds) {
          const value = valueOf(varbind);
          if (value !== null) rows.set(varbind.oid.slice(column.length + 1), value);
        }
        return rows.size > MAX_ROWS;
      };
      session.subtree(column, maxRepetitions, collect as snmp.FeedCallback, (error) =>
        error ? reject(failureOf(address, error)) : resolve(rows),
      );
    });

  return {
    get: async (oids) => {
      const values = new Map<string, SnmpValue>();
      for (let at = 0; at < oids.length; at += VARBINDS_PER_REQUEST) {
        for (const varbind of await getOnce(oids.slice(at, at + VARBINDS_PER_REQUEST))) {
          const value = valueOf(varbind);
          if (value !== null) values.set(varbind.oid, value);
        }
      }
      return values;
    },
    walk: async (column, maxRepetitions) => {
      for (let repetitions = Math.min(maxRepetitions, bearable); ; repetitions = Math.floor(repetitions / 2)) {
        try {
          const rows = await walkOnce(column, repetitions);
          bearable = repetitions;
          return rows;
        } catch (error) {
          // Weak agents drop large answers in silence: ask for less at a time.
          if (!(error instanceof DeviceFailure) || error.kind !== 'timeout' || repetitions <= 1) throw error;
        }
      }
    },
    close: () => {
      session.close();
    },
  };
}

/** Null for the exceptions of v2c (noSuchObject, noSuchInstance, endOfMibView) and for types that hold no value. */
function valueOf(varbind: snmp.Varbind): SnmpValue | null {
  if (snmp.isVarbindError(varbind)) return null;
  const { type, value } = varbind;
  if (Buffer.isBuffer(value))
    return type === snmp.ObjectType.Counter64 ? BigInt(`0x${value.toString('hex') || '0'}`) : value.toString('utf8');
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? value : null;
}

function failureOf(address: string, error: Error): DeviceFailure {
  if (error.name === 'RequestTimedOutError')
    return new DeviceFailure('timeout', address, 'no SNMP answer (or the community is not its own)');
  // The socket's own error: no route, not permitted.
  if ('code' in error && typeof error.code === 'string') return socketFailure(address, error);
  if (error.name === 'RequestFailedError') return new DeviceFailure('refused', address, error.message);
  return new DeviceFailure('malformed', address, error.message);
}
