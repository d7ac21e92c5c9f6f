import snmp from 'net-snmp';
import { DeviceFailure, socketFailure } from '../device-failure.ts';

export const SNMP_PORT = 161;
/** More in one answer would pass the path's MTU on some management networks, where fragments are lost. */
const VARBINDS_PER_REQUEST = 20;
/** No PDU has more rows in one column; a walk that goes on is a runaway agent. */
const MAX_ROWS = 4096;

export type SnmpValue = number | bigint | string;
export type SnmpSecurity =
  | { readonly version: '1' | '2c'; readonly community: string }
  | {
      readonly version: '3';
      readonly user: string;
      /** `md5`, `sha`, `sha224`, `sha256`, `sha384`, `sha512`; null: no authentication. */
      readonly auth: string | null;
      readonly authKey: string;
      /** `aes`, `aes256b`, `aes256r`; null: no privacy. */
      readonly priv: string | null;
      readonly privKey: string;
      readonly context?: string;
    };
export type SnmpOptions = {
  readonly host: string;
  readonly port: number;
  readonly security: SnmpSecurity;
  readonly timeoutMs: number;
  readonly retries: number;
};

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
  const session = createSession(options, address);
  // Without a listener a socket error would end the process; the request that it belongs to times out by itself.
  session.on('error', () => {});
  /** What this agent was found to bear. */
  let bearable = Number.POSITIVE_INFINITY;

  const getOnce = (oids: string[]) =>
    new Promise<snmp.Varbind[]>((resolve, reject) => {
      session.get(oids, (error, varbinds) => (error ? reject(error) : resolve(varbinds ?? [])));
    });
  /** Version 1 fails a whole request for one absent object, and any version one that is too large: halved until it is found. */
  const getHalving = async (oids: string[]): Promise<snmp.Varbind[]> => {
    try {
      return await getOnce(oids);
    } catch (error) {
      if (!(error instanceof snmp.RequestFailedError)) throw failureOf(address, error as Error);
      const middle = Math.ceil(oids.length / 2);
      if (oids.length > 1)
        return [...(await getHalving(oids.slice(0, middle))), ...(await getHalving(oids.slice(middle)))];
      if (error.status === snmp.ErrorStatus.NoSuchName) return [];
      throw failureOf(address, error);
    }
  };
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
      const done = (error: Error | null) => (error ? reject(failureOf(address, error)) : resolve(rows));
      session.subtree(column, maxRepetitions, collect as snmp.FeedCallback, done);
    });

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
          // Weak agents drop large answers in silence: ask for less at a time.
          if (!(error instanceof DeviceFailure) || error.kind !== 'timeout' || repetitions <= 1) throw error;
        }
      }
    },
    set: (oid, value) =>
      new Promise((resolve, reject) => {
        session.set([{ oid, type: snmp.ObjectType.Integer, value }], (error) =>
          error ? reject(failureOf(address, error)) : resolve(),
        );
      }),
    close: () => {
      session.close();
    },
  };
}

function createSession({ host, port, security, timeoutMs, retries }: SnmpOptions, address: string): snmp.Session {
  const common = { port, transport: host.includes(':') ? 'udp6' : 'udp4', timeout: timeoutMs, retries } as const;
  if (security.version !== '3') {
    const version = security.version === '1' ? snmp.Version1 : snmp.Version2c;
    return snmp.createSession(host, security.community, { ...common, version });
  }
  const authProtocol = protocolOf(AUTH, security.auth, address);
  const privProtocol = protocolOf(PRIV, security.priv, address);
  if (privProtocol !== null && authProtocol === null)
    throw new DeviceFailure('unsupported', address, 'SNMPv3 has no privacy without authentication');
  const { noAuthNoPriv, authNoPriv, authPriv } = snmp.SecurityLevel;
  const user: snmp.User = {
    name: security.user,
    level: authProtocol === null ? noAuthNoPriv : privProtocol === null ? authNoPriv : authPriv,
  };
  if (authProtocol !== null) Object.assign(user, { authProtocol, authKey: security.authKey });
  if (privProtocol !== null) Object.assign(user, { privProtocol, privKey: security.privKey });
  return snmp.createV3Session(host, user, { ...common, context: security.context ?? '' });
}

const { AuthProtocols, PrivProtocols } = snmp;
const AUTH: ReadonlyMap<string, number> = new Map([
  ['md5', AuthProtocols.md5],
  ['sha', AuthProtocols.sha],
  ['sha1', AuthProtocols.sha],
  ['sha224', AuthProtocols.sha224],
  ['sha256', AuthProtocols.sha256],
  ['sha384', AuthProtocols.sha384],
  ['sha512', AuthProtocols.sha512],
]);
/** AES-256 localises its key in two ways: Blumenthal's (b) and Reeder's (r, Cisco and kin). */
const PRIV: ReadonlyMap<string, number> = new Map([
  ['aes', PrivProtocols.aes],
  ['aes128', PrivProtocols.aes],
  ['aes256', PrivProtocols.aes256b],
  ['aes256b', PrivProtocols.aes256b],
  ['aes256r', PrivProtocols.aes256r],
]);

function protocolOf(known: ReadonlyMap<string, number>, word: string | null, address: string): number | null {
  if (word === null || word === '' || word === 'none') return null;
  const protocol = known.get(word.toLowerCase());
  if (protocol !== undefined) return protocol;
  const reason =
    word.toLowerCase() === 'des'
      ? 'DES is broken: set the agent to AES'
      : `"${word}" is none of ${[...known.keys()].join(', ')}`;
  throw new DeviceFailure('unsupported', address, `SNMPv3: ${reason}`);
}

/** Null for the exceptions of v2c (noSuchObject, noSuchInstance, endOfMibView) and for types that hold no value. */
function valueOf(varbind: snmp.Varbind): SnmpValue | null {
  if (snmp.isVarbindError(varbind)) return null;
  const { type, value } = varbind;
  if (Buffer.isBuffer(value)) {
    return type === snmp.ObjectType.Counter64 ? BigInt(`0x${value.toString('hex') || '0'}`) : value.toString('utf8');
  }
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? value : null;
}

/** What SNMPv3 reports of a wrong user, key or level. */
const TURNED_AWAY: readonly number[] = [
  snmp.ResponseInvalidCode.EAuthFailure,
  snmp.ResponseInvalidCode.ECouldNotDecrypt,
  snmp.ResponseInvalidCode.EUnexpectedReport,
];

function failureOf(address: string, error: Error): DeviceFailure {
  if (error.name === 'RequestTimedOutError') {
    return new DeviceFailure('timeout', address, 'no SNMP answer (or the community is not its own)');
  }
  const code: unknown = 'code' in error ? error.code : undefined;
  // The socket's own error: no route, not permitted.
  if (typeof code === 'string') return socketFailure(address, error);
  const refused = error.name === 'RequestFailedError' || (typeof code === 'number' && TURNED_AWAY.includes(code));
  return new DeviceFailure(refused ? 'refused' : 'malformed', address, error.message);
}
