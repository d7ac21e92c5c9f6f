import snmp from 'net-snmp';
import { DeviceFailure, socketFailure } from '../device-failure.ts';
import { connectSnmp, type SnmpOptions, type SnmpSecurity } from './snmp-connection.ts';

export type { SnmpSecurity };

export const SNMP_PORT = 161;
/** More in one answer would pass the path's MTU on some management networks, where fragments are lost. */
const VARBINDS_PER_REQUEST = 20;
/** No PDU has more rows in one column; a walk that goes on is a runaway agent. */
const MAX_ROWS = 4096;
/** Nor more text: names are some dozen characters. */
const MAX_TEXT = 1024 * 1024;

export type SnmpValue = number | bigint | string;

/** One open socket to one agent, one request in flight. OIDs without a leading dot. */
export type SnmpSession = {
  /** Absent objects are left out. */
  get(oids: readonly string[]): Promise<ReadonlyMap<string, SnmpValue>>;
  /** The instances below a column by their index, in the agent's order. */
  walk(column: string, maxRepetitions: number): Promise<ReadonlyMap<string, SnmpValue>>;
  /** Writes one integer, once per call and retry: a session for writes is opened without retries. */
  set(oid: string, value: number): Promise<void>;
  close(): void;
};

export function openSnmp(options: SnmpOptions): SnmpSession {
  const address = `${options.host}:${options.port}`;
  const connection = connectSnmp(options, address);
  const failed = (error: Error) => failureOf(address, options.security.version, error);
  /** What this agent was found to bear. */
  let bearable = Number.POSITIVE_INFINITY;

  const getOnce = (oids: string[]) => connection.request<snmp.Varbind[]>((session, done) => session.get(oids, done));
  /** Version 1 fails a whole request for one absent object, and any version one that is too large: halved until it is found. */
  const getHalving = async (oids: string[]): Promise<snmp.Varbind[]> => {
    try {
      return await getOnce(oids);
    } catch (error) {
      if (!(error instanceof snmp.RequestFailedError)) throw failed(error as Error);
      const middle = Math.ceil(oids.length / 2);
      if (oids.length > 1)
        return [...(await getHalving(oids.slice(0, middle))), ...(await getHalving(oids.slice(middle)))];
      if (error.status === snmp.ErrorStatus.NoSuchName) return [];
      throw failed(error);
    }
  };
  const following = async (oid: string, maxRepetitions: number): Promise<readonly snmp.Varbind[]> => {
    // Version 1 has no GETBULK, and says that there is nothing more by an error.
    if (connection.version === '1')
      return connection
        .request<snmp.Varbind[]>((session, done) => session.getNext([oid], done))
        .catch((error: unknown) => {
          if (error instanceof snmp.RequestFailedError && error.status === snmp.ErrorStatus.NoSuchName) return [];
          throw error;
        });
    const [repeated] = await connection.request<(snmp.Varbind | snmp.Varbind[])[]>((session, done) =>
      session.getBulk([oid], 0, maxRepetitions, done),
    );
    // It has at least the end of all to tell.
    if (!Array.isArray(repeated) || repeated.length === 0)
      throw new DeviceFailure('malformed', address, `nothing follows ${oid}, not even an end`);
    return repeated;
  };
  const walkOnce = async (column: string, maxRepetitions: number): Promise<Map<string, SnmpValue>> => {
    const rows = new Map<string, SnmpValue>();
    const below = `${column}.`;
    let count = 0;
    let text = 0;
    for (let last = column; ; ) {
      const varbinds = await following(last, maxRepetitions);
      for (const varbind of varbinds) {
        last = varbind.oid;
        if (!last.startsWith(below) || snmp.isVarbindError(varbind)) return rows;
        const index = last.slice(below.length);
        count += 1;
        const value = valueOf(varbind);
        text += typeof value === 'string' ? value.length : 0;
        if (rows.has(index) || count > MAX_ROWS || text > MAX_TEXT)
          throw new DeviceFailure('malformed', address, `its column ${column} has no end`);
        if (value !== null) rows.set(index, value);
      }
      if (varbinds.length === 0) return rows;
    }
  };

  return {
    get: async (oids) => {
      const values = new Map<string, SnmpValue>();
      for (let at = 0; at < oids.length; at += VARBINDS_PER_REQUEST) {
        for (const varbind of await getHalving(oids.slice(at, at + VARBINDS_PER_REQUEST))) {
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
          const failure = failed(error as Error);
          // Weak agents drop large answers in silence: ask for less at a time.
          if (failure.kind !== 'timeout' || repetitions <= 1) throw failure;
        }
      }
    },
    set: async (oid, value) => {
      const varbinds = [{ oid, type: snmp.ObjectType.Integer, value }];
      await connection
        .request<unknown>((session, done) => session.set(varbinds, done))
        .catch((error: unknown) => {
          throw failed(error as Error);
        });
    },
    close: () => connection.close(),
  };
}

/** Null for the exceptions of v2c (noSuchObject, noSuchInstance, endOfMibView) and for types that hold no value. */
function valueOf(varbind: snmp.Varbind): SnmpValue | null {
  if (snmp.isVarbindError(varbind)) return null;
  const { type, value } = varbind;
  if (Buffer.isBuffer(value)) {
    if (type === snmp.ObjectType.Counter64) return BigInt(`0x${value.toString('hex') || '0'}`);
    return type === snmp.ObjectType.Opaque ? floatIn(value) : value.toString('utf8');
  }
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? value : null;
}

/** Net-SNMP's agents wrap floats and doubles as opaque bytes: two of type, one of length, then the number. */
function floatIn(opaque: Buffer): number | null {
  const [head, size] = [opaque.subarray(0, 3).toString('hex'), opaque.length - 3];
  if (head === '9f7804' && size === 4) return finite(opaque.readFloatBE(3));
  return head === '9f7908' && size === 8 ? finite(opaque.readDoubleBE(3)) : null;
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}

/** What SNMPv3 reports of a wrong user, key or level. */
const TURNED_AWAY: readonly number[] = [
  snmp.ResponseInvalidCode.EAuthFailure,
  snmp.ResponseInvalidCode.ECouldNotDecrypt,
  snmp.ResponseInvalidCode.EUnexpectedReport,
];

function failureOf(address: string, version: SnmpSecurity['version'], error: Error): DeviceFailure {
  if (error instanceof DeviceFailure) return error;
  if (error.name === 'RequestTimedOutError') {
    const secret = version === '3' ? 'a key or the context' : 'the community';
    return new DeviceFailure('timeout', address, `no SNMP answer (or ${secret} is not its own)`);
  }
  const code: unknown = 'code' in error ? error.code : undefined;
  // The socket's own error: no route, not permitted.
  if (typeof code === 'string') return socketFailure(address, error);
  const refused = error.name === 'RequestFailedError' || (typeof code === 'number' && TURNED_AWAY.includes(code));
  return new DeviceFailure(refused ? 'refused' : 'malformed', address, error.message);
}
