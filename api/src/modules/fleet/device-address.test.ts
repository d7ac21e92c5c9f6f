import { describe, expect, test } from 'vitest';
import { canonicalAddress, canonicalMac, isWithin } from './device-address.ts';

describe('an address', () => {
  test.each([
    { text: 'cgminer://10.0.0.7:4028', kind: 'MINER', kept: 'cgminer://10.0.0.7:4028' },
    { text: ' 10.0.0.7 ', kind: 'MINER', kept: 'cgminer://10.0.0.7:4028' },
    { text: 'HTTP://10.0.0.7', kind: 'MINER', kept: 'http://10.0.0.7:80' },
    { text: '[FD00::5]:161', kind: 'PDU', kept: 'snmp://[fd00::5]:161' },
    { text: 'fd00::5', kind: 'PDU', kept: 'snmp://[fd00::5]:161' },
    { text: 'modbus://10.0.0.9?unit=03', kind: 'METER', kept: 'modbus://10.0.0.9:502?unit=3' },
    { text: '10.0.0.9:1502?framing=rtu', kind: 'METER', kept: 'modbus://10.0.0.9:1502?unit=1&framing=rtu' },
  ] as const)('$text of a $kind is kept as $kept', ({ text, kind, kept }) => {
    expect(canonicalAddress(text, kind)).toBe(kept);
  });

  test.each([
    { name: 'a name', text: 'cgminer://miner7.local', kind: 'MINER' },
    { name: 'a secret', text: 'snmp://public@10.0.0.5', kind: 'PDU' },
    { name: 'a port that is none', text: '10.0.0.5:70000', kind: 'PDU' },
    { name: "another kind's protocol", text: 'snmp://10.0.0.5', kind: 'MINER' },
    { name: 'options that nobody knows', text: 'modbus://10.0.0.9?unit=1&to=x', kind: 'METER' },
    { name: 'a Modbus unit for a PDU', text: 'snmp://10.0.0.5?unit=1', kind: 'PDU' },
    { name: 'a network zone', text: 'snmp://[fe80::1%eth0]', kind: 'PDU' },
    { name: 'nothing', text: '', kind: 'METER' },
  ] as const)('$name is none', ({ text, kind }) => {
    expect(canonicalAddress(text, kind)).toBeNull();
  });

  test.each([
    { address: 'snmp://10.0.3.4:161', networks: ['10.0.0.0/16'], within: true },
    { address: 'snmp://10.1.3.4:161', networks: ['10.0.0.0/16', 'nonsense'], within: false },
    { address: 'modbus://[fd00::5]:502?unit=1', networks: ['10.0.0.0/8', 'fd00::/8'], within: true },
    { address: 'snmp://10.0.3.4:161', networks: [], within: false },
  ])('$address within $networks: $within', ({ address, networks, within }) => {
    expect(isWithin(address, networks)).toBe(within);
  });
});

test.each([
  { text: 'c4-08-28-00-a4-19', mac: 'C4:08:28:00:A4:19' },
  { text: 'C408.2800.A419', mac: 'C4:08:28:00:A4:19' },
  { text: 'c4:08:28:00:a4', mac: null },
  { text: 'zz:08:28:00:a4:19', mac: null },
])('a MAC of "$text" is $mac', ({ text, mac }) => {
  expect(canonicalMac(text)).toBe(mac);
});
