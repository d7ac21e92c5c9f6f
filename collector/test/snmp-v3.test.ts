import snmp from 'net-snmp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSnmp, type SnmpSecurity } from '../src/transports/snmp.ts';
import { freeUdpPort } from './ports.ts';

/**
 * Words of an address and what they mean, against the library's own agent: it is there on any machine. That the library itself is right is held
 * against snmpd and snmpsim.
 */
const OBJECT = '1.3.6.1.4.1.99999.1';
const AUTH = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'];
const PRIV = [null, 'aes', 'aes256b', 'aes256r'];
const PAIRS = AUTH.flatMap((auth) => PRIV.map((priv) => ({ auth, priv, user: `${auth}-${priv}` })));

const v3 = (user: string, changes: Partial<Extract<SnmpSecurity, { version: '3' }>> = {}): SnmpSecurity => ({
  version: '3',
  user,
  auth: null,
  authKey: 'authentication pass',
  priv: null,
  privKey: 'privacy pass',
  ...changes,
});

let agent: ReturnType<typeof snmp.createAgent>;
let port: number;
beforeAll(async () => {
  port = await freeUdpPort();
  agent = snmp.createAgent({ port, address: '127.0.0.1' }, () => {});
  agent.registerProvider({
    name: 'watts',
    type: snmp.MibProviderType.Scalar,
    oid: OBJECT,
    scalarType: snmp.ObjectType.Integer,
    maxAccess: snmp.MaxAccess['read-only'],
  });
  agent.getMib().setScalarValue('watts', 4711);
  const { noAuthNoPriv, authNoPriv, authPriv } = snmp.SecurityLevel;
  const authorizer = agent.getAuthorizer();
  authorizer.addUser({ name: 'plain', level: noAuthNoPriv });
  for (const { auth, priv, user } of PAIRS)
    authorizer.addUser({
      name: user,
      level: priv === null ? authNoPriv : authPriv,
      authProtocol: snmp.AuthProtocols[auth as 'sha'],
      authKey: 'authentication pass',
      ...(priv === null ? {} : { privProtocol: snmp.PrivProtocols[priv as 'aes'], privKey: 'privacy pass' }),
    });
});
afterAll(() => new Promise<void>((resolve) => agent.close(() => resolve())));

async function ask(security: SnmpSecurity) {
  const session = openSnmp({ host: '127.0.0.1', port, security, timeoutMs: 500, retries: 0 });
  return session.get([`${OBJECT}.0`]).finally(() => session.close());
}

describe('SNMPv3', () => {
  test.each([
    { name: 'nothing', security: v3('plain') },
    ...PAIRS.map(({ auth, priv, user }) => ({ name: `${auth} and ${priv}`, security: v3(user, { auth, priv }) })),
  ])('with $name', async ({ security }) => {
    expect(await ask(security)).toEqual(new Map([[`${OBJECT}.0`, 4711]]));
  });

  test.each([
    { name: 'an unknown user', kind: 'refused', security: v3('nobody', { auth: 'sha256' }) },
    // Snmpd tells that a key is wrong, this one keeps silent.
    { name: 'a wrong key', kind: 'timeout', security: v3('sha256-null', { auth: 'sha256', authKey: 'another one' }) },
    { name: 'DES', kind: 'unsupported', security: v3('sha-aes', { auth: 'sha', priv: 'des' }) },
    { name: 'a word that is none', kind: 'unsupported', security: v3('sha-aes', { auth: 'sha3' }) },
    { name: 'privacy without authentication', kind: 'unsupported', security: v3('plain', { priv: 'aes' }) },
  ])('$name is $kind', async ({ kind, security }) => {
    await expect(ask(security)).rejects.toMatchObject({ name: 'DeviceFailure', kind });
  });
});
