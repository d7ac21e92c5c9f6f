import { describe, expect, test } from 'vitest';
import { openPdu } from '../src/readers.ts';
import type { PduReading } from '../src/reading.ts';
import { snmpPduProfiles } from '../src/registry.ts';
import { ManualClock } from './clock.ts';
import type { PduRecording } from './recordings/pdu-recording.ts';
import { objectsOf, pduRecordings } from './recordings/pdus.ts';
import { startAgent } from './snmp-agent.ts';

async function read(recording: PduRecording): Promise<PduReading> {
  const agent = await startAgent(objectsOf(recording));
  const security = { version: '2c', community: 'public' } as const;
  const address = { host: '127.0.0.1', port: agent.port, unit: 1, framing: 'tcp' } as const;
  const pdu = openPdu(address, null, security, new ManualClock());
  return pdu.read({ live: true, registers: true, detail: true }).finally(() => {
    pdu.close();
    return agent.close();
  });
}

describe('PDUs of our own making are read over SNMP', () => {
  test.each(pduRecordings)('$profile: $name', async (recording) => {
    expect(await read(recording)).toMatchObject({ profile: recording.profile, ...recording.reading });
  });

  test('each profile has one', () => {
    const recorded = new Set(pduRecordings.map(({ profile }) => profile));
    expect(snmpPduProfiles.map(({ id }) => id).filter((id) => !recorded.has(id))).toEqual([]);
  });
});
