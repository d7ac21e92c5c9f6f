import { parseOid } from './ber.ts';
import { upTimeTicks } from './electrical.ts';
import { text, type ManagedObject, type Reading } from './mib.ts';

/** SNMPv2-MIB's system group (RFC 3418), which every agent has. */
export function systemGroup(objectId: string, description: (reading: Reading) => string): ManagedObject[] {
  const at = (suffix: string, read: ManagedObject['read']): ManagedObject => ({
    oid: parseOid(`1.3.6.1.2.1.1.${suffix}.0`),
    read,
  });
  return [
    at('1', (reading) => text(description(reading))),
    at('2', () => ({ type: 'oid', value: parseOid(objectId) })),
    at('3', (reading) => ({ type: 'timeTicks', value: upTimeTicks(reading) })),
    at('4', () => text('facility@site.example')),
    at('5', ({ pdu }) => text(pdu.device.name.replace(' ', '-').toLowerCase())),
    at('6', ({ pdu }) => text(pdu.device.rack)),
    at('7', () => ({ type: 'integer', value: 72 })),
  ];
}
