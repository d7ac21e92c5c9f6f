import { describe, expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { parseNetworks } from './networks.ts';

describe('allowed networks', () => {
  const networks = parseNetworks('10.1.0.0/16, 192.168.7.9/32,fd00:1::/32');
  test.each([
    { host: '10.1.2.3', allowed: true },
    { host: '10.2.0.1', allowed: false },
    { host: '192.168.7.9', allowed: true },
    { host: '192.168.7.10', allowed: false },
    { host: 'fd00:1::5', allowed: true },
    { host: 'fd00:2::5', allowed: false },
    { host: 'miner.example', allowed: false },
    { host: '10.1', allowed: false },
    { host: '::ffff:8.8.8.8', allowed: false },
  ])('$host: $allowed', ({ host, allowed }) => {
    expect(networks.allows(host)).toBe(allowed);
  });

  test.each(['', '10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'anywhere/0', '10.0.0.0/8/8'])(
    'refuses the setting "%s"',
    (setting) => {
      expect(() => parseNetworks(setting)).toThrow();
    },
  );
});

describe('addresses', () => {
  test.each([
    { text: '10.0.0.5', address: { host: '10.0.0.5', port: null, unit: 1, framing: 'tcp' } },
    { text: '10.0.0.5:4028', address: { host: '10.0.0.5', port: 4028, unit: 1, framing: 'tcp' } },
    { text: '10.0.0.5:1502?unit=3', address: { host: '10.0.0.5', port: 1502, unit: 3, framing: 'tcp' } },
    { text: '10.0.0.5?unit=3&framing=rtu', address: { host: '10.0.0.5', port: null, unit: 3, framing: 'rtu' } },
    { text: '10.0.0.5?profile=x', address: null },
    { text: '10.0.0.5:502?framing=serial', address: null },
    { text: 'fd00::5', address: { host: 'fd00::5', port: null, unit: 1, framing: 'tcp' } },
    { text: '[fd00::5]:161', address: { host: 'fd00::5', port: 161, unit: 1, framing: 'tcp' } },
    { text: 'cgminer://10.0.0.5', address: { host: '10.0.0.5', port: 4028, unit: 1, framing: 'tcp' } },
    { text: 'snmp://10.0.0.5:1161', address: { host: '10.0.0.5', port: 1161, unit: 1, framing: 'tcp' } },
    { text: 'modbus://10.0.0.5:1502?unit=1', address: { host: '10.0.0.5', port: 1502, unit: 1, framing: 'tcp' } },
    { text: 'ftp://10.0.0.5', address: null },
    { text: 'snmp://public@10.0.0.5', address: null },
    { text: 'miner.example:4028', address: null },
    { text: '10.0.0.5:0', address: null },
    { text: '10.0.0.5:70000', address: null },
    { text: '10.0.0.5:502?unit=256', address: null },
    { text: '10.0.0.5/24', address: null },
    { text: '', address: null },
  ])('"$text"', ({ text, address }) => {
    expect(parseAddress(text)).toEqual(address);
  });
});
