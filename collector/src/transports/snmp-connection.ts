import { createSocket, type RemoteInfo, type Socket, type SocketType } from 'node:dgram';
import { isIP, SocketAddress } from 'node:net';
import snmp from 'net-snmp';
import { DeviceFailure } from '../device-failure.ts';

export type SnmpSecurity =
  /** `any`: 2c, and 1 where nobody answers to that. */
  | { readonly version: '1' | '2c' | 'any'; readonly community: string }
  | {
      readonly version: '3';
      readonly user: string;
      /** `md5`, `sha`, `sha224`, `sha256`, `sha384`, `sha512`; null: no authentication. */
      readonly auth: string | null;
      readonly authKey: string;
      /** `aes`, `aes192b`, `aes192r`, `aes256b`, `aes256r`; null: no privacy. */
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

type Done<T> = (error: Error | null, result?: T) => void;
/** The library's session to one agent, and what it lacks: whose answers count, and an end to every request. */
export type SnmpConnection = {
  /** What it speaks now. */
  readonly version: '1' | '2c' | '3';
  /** One request; one after the other. */
  request<T>(send: (session: snmp.Session, done: Done<T>) => void): Promise<T>;
  close(): void;
};

/** Agents that answer to version 1 alone, such as APC's older cards: another session knows it from the start. */
const oldAgents = new Set<string>();
/** Silences in a row after which an agent that has answered is tried in another version: it may have been exchanged. */
const PATIENCE = 3;

export function connectSnmp(options: SnmpOptions, address: string): SnmpConnection {
  const peer = peerOf(options);
  /** Ends the request in flight: the library forgets one whose answer makes it throw. */
  let fail: ((error: Error) => void) | null = null;
  const nonsense = (error: Error) => fail?.(new DeviceFailure('malformed', address, error.message));
  const dgramModule = {
    createSocket: (type: SocketType) => heedful(createSocket(type), peer, nonsense),
  };
  const { security } = options;
  let version = versionOf(security, address);
  let silences = 0;
  const open = () => createSession(options, version, address, dgramModule, nonsense);
  let session: snmp.Session | null = open();
  let answeredBefore = false;

  const once = <T>(send: (session: snmp.Session, done: Done<T>) => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      fail = reject;
      send((session ??= open()), (error, result) => (error ? reject(error) : resolve(result as T)));
    });
  /** Of version 3 it keeps what it learnt of the agent's engine: after a restart or an exchange that is wrong. */
  const forget = () => {
    session?.close();
    session = null;
  };
  const isStale = (error: unknown) => version === '3' && answeredBefore && error instanceof snmp.ResponseInvalidError;
  const heard = () => {
    answeredBefore = true;
    silences = 0;
    if (security.version !== 'any') return;
    if (version === '1') oldAgents.add(address);
    else oldAgents.delete(address);
  };
  const unheard = () => {
    silences += 1;
    if (security.version !== 'any' || (answeredBefore && silences < PATIENCE)) return;
    version = version === '1' ? '2c' : '1';
  };

  return {
    get version() {
      return version;
    },
    request: async (send) => {
      try {
        const result = await once(send).catch((error: unknown) => {
          if (!isStale(error)) throw error;
          forget();
          return once(send);
        });
        heard();
        return result;
      } catch (error) {
        // An error is an answer too.
        if (error instanceof snmp.RequestFailedError) heard();
        else forget();
        if ((error as Error).name === 'RequestTimedOutError') unheard();
        throw error;
      } finally {
        fail = null;
      }
    },
    close: forget,
  };
}

function versionOf({ version }: SnmpSecurity, address: string): SnmpConnection['version'] {
  if (version !== 'any') return version;
  return oldAgents.has(address) ? '1' : '2c';
}

/** Null: a name, whose address the socket finds. */
function peerOf({ host, port }: SnmpOptions): SocketAddress | null {
  const family = isIP(host);
  return family === 0 ? null : new SocketAddress({ address: host, port, family: family === 6 ? 'ipv6' : 'ipv4' });
}

/**
 * A socket that hears its peer alone, and whole messages alone: the library takes any sender's datagram that guesses the request's number, and of
 * one that is cut off what it has.
 */
function heedful(socket: Socket, peer: SocketAddress | null, onThrown: (error: Error) => void): Socket {
  const listen = socket.on.bind(socket) as (event: string, listener: (...args: never[]) => void) => Socket;
  const hear = (listener: (bytes: Buffer, from: RemoteInfo) => void) => (bytes: Buffer, from: RemoteInfo) => {
    if (peer !== null && (from.address !== peer.address || from.port !== peer.port)) return;
    if (!isWhole(bytes)) return onThrown(new Error(`${bytes.length} bytes are no whole SNMP message`));
    try {
      listener(bytes, from);
    } catch (error) {
      onThrown(error as Error);
    }
  };
  return Object.assign(socket, {
    on: (event: string, listener: (bytes: Buffer, from: RemoteInfo) => void) =>
      listen(event, event === 'message' ? hear(listener) : listener),
  });
}

/** A message is a sequence: whether its end came too. */
export function isWhole(bytes: Buffer): boolean {
  const [tag, first] = bytes;
  if (tag !== 0x30 || first === undefined) return false;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 4 || bytes.length < 2 + extra) return false;
  return bytes.length >= 2 + extra + (extra === 0 ? first : bytes.readUIntBE(2, extra));
}

function createSession(
  options: SnmpOptions,
  version: SnmpConnection['version'],
  address: string,
  dgramModule: object,
  nonsense: (error: Error) => void,
): snmp.Session {
  const { host, port, timeoutMs, retries } = options;
  const transport = host.includes(':') ? 'udp6' : 'udp4';
  const session = sessionOf(options, version, address, { port, transport, timeout: timeoutMs, retries, dgramModule });
  // Without a listener an error would end the process. The socket's own belong to no request; one that has none is a message that can't be read.
  session.on('error', (error: NodeJS.ErrnoException) => {
    if (typeof error.code !== 'string') nonsense(error);
  });
  return session;
}

function sessionOf(
  { host, security }: SnmpOptions,
  version: SnmpConnection['version'],
  address: string,
  common: Omit<snmp.SessionOptions, 'version'>,
): snmp.Session {
  if (security.version !== '3') {
    const spoken = version === '1' ? snmp.Version1 : snmp.Version2c;
    return snmp.createSession(host, security.community, { ...common, version: spoken });
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
/** AES-192, of which the library has all parts but the name: AES-256 with a shorter key, under numbers that it leaves free. */
const AES_192 = { b: 5, r: 7 };
const algorithms = snmp.Encryption.algorithms as Record<number, object>;
for (const [from, to] of [
  [PrivProtocols.aes256b, AES_192.b],
  [PrivProtocols.aes256r, AES_192.r],
] as const)
  algorithms[to] = { ...algorithms[from], CRYPTO_ALGORITHM: 'aes-192-cfb', KEY_LENGTH: 24 };
const AUTH: ReadonlyMap<string, number> = new Map([
  ['md5', AuthProtocols.md5],
  ['sha', AuthProtocols.sha],
  ['sha1', AuthProtocols.sha],
  ['sha224', AuthProtocols.sha224],
  ['sha256', AuthProtocols.sha256],
  ['sha384', AuthProtocols.sha384],
  ['sha512', AuthProtocols.sha512],
]);
/** Keys longer than 128 bits are localised in two ways: Blumenthal's (b) and Reeder's (r, Cisco and kin). */
const PRIV: ReadonlyMap<string, number> = new Map([
  ['aes', PrivProtocols.aes],
  ['aes128', PrivProtocols.aes],
  ['aes192', AES_192.b],
  ['aes192b', AES_192.b],
  ['aes192r', AES_192.r],
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
