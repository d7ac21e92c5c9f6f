import { type Address, parseModbusOptions } from '../address.ts';
import type { CredentialsInput } from '../credentials.ts';
import type { MinerProtocolId } from '../registry.ts';
import type { SnmpSecurity } from '../transports/snmp.ts';

/** What a URL on the command line asks for. */
export type Target = { readonly address: Address } & (
  | { readonly kind: 'miner'; readonly protocol: MinerProtocolId; readonly credentials: CredentialsInput }
  | { readonly kind: 'snmp'; readonly security: SnmpSecurity; readonly profile: string | null }
  | { readonly kind: 'modbus'; readonly profile: string | null }
);

/** Options that each scheme may have in its query. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'cgminer:': [],
  'whatsminer3:': [],
  'http:': [],
  'snmp:': ['version', 'profile'],
  'snmp3:': ['auth', 'authKey', 'priv', 'privKey', 'context', 'profile'],
  'modbus:': ['unit', 'profile', 'framing'],
};

/** Secrets may come beside the URL. Throws a sentence, without them, when the URL can't be used. */
export function parseTarget(text: string, secrets: CredentialsInput): Target {
  const url = URL.canParse(text) ? new URL(text) : null;
  const options = url && OPTIONS[url.protocol];
  if (!url || !options)
    throw new Error(
      `its scheme is none of ${Object.keys(OPTIONS)
        .map((scheme) => `${scheme}//`)
        .join(' ')}`,
    );
  if (url.hostname === '') throw new Error('it names no host');
  const unknown = [...url.searchParams.keys()].filter((name) => !options.includes(name));
  if (unknown.length > 0) throw new Error(`${url.protocol}// takes no ${unknown.join(', ')}`);
  const modbus = parseModbusOptions(
    new URLSearchParams([...url.searchParams].filter(([name]) => name === 'unit' || name === 'framing')),
    ['unit', 'framing'],
  );
  if (!modbus) throw new Error('unit is a number up to 255, framing is tcp or rtu');
  const address = { host: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url), ...modbus };
  const profile = url.searchParams.get('profile');
  switch (url.protocol) {
    case 'snmp:':
      return { kind: 'snmp', address, profile, security: communitySecurity(url, secrets) };
    case 'snmp3:':
      return { kind: 'snmp', address, profile, security: userSecurity(url, secrets) };
    case 'modbus:':
      return { kind: 'modbus', address, profile };
    default: {
      const protocol = url.protocol === 'http:' ? 'http' : url.protocol === 'cgminer:' ? 'cgminer' : 'whatsminer3';
      const credentials = {
        user: decodeURIComponent(url.username) || secrets.user,
        password: decodeURIComponent(url.password) || secrets.password,
      };
      return { kind: 'miner', address, protocol, credentials };
    }
  }
}

/** The URL as it may be shown: without community, user, password and keys. */
export function withoutSecrets(text: string): string {
  if (!URL.canParse(text)) return '(no URL)';
  const url = new URL(text);
  for (const name of ['authKey', 'privKey']) url.searchParams.delete(name);
  const user = url.protocol === 'snmp3:' && url.username ? `${url.username}@` : '';
  return `${url.protocol}//${user}${url.host}${url.search}`;
}

function portOf(url: URL): number | null {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'http:' ? 80 : null;
}

function communitySecurity(url: URL, secrets: CredentialsInput): SnmpSecurity {
  const version = url.searchParams.get('version') ?? '2c';
  if (version !== '1' && version !== '2c') throw new Error('version is 1 or 2c; version 3 is snmp3://');
  return { version, community: decodeURIComponent(url.username) || secrets.community || 'public' };
}

function userSecurity(url: URL, secrets: CredentialsInput): SnmpSecurity {
  const option = (name: 'auth' | 'authKey' | 'priv' | 'privKey') => url.searchParams.get(name) ?? secrets[name] ?? null;
  const user = decodeURIComponent(url.username) || secrets.user;
  if (!user) throw new Error('snmp3:// needs a user');
  const context = url.searchParams.get('context') ?? '';
  return {
    version: '3',
    user,
    auth: option('auth'),
    authKey: option('authKey') ?? '',
    priv: option('priv'),
    privKey: option('privKey') ?? '',
    context,
  };
}
