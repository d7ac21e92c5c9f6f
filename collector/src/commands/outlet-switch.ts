import type { Address } from '../address.ts';
import type { CredentialsInput } from '../credentials.ts';
import { DeviceFailure } from '../device-failure.ts';
import { learnLayout } from '../drivers/snmp-layout.ts';
import type { Row } from '../drivers/snmp-rows.ts';
import type { OutletAction } from '../profiles/snmp-pdu.profile.ts';
import { securityOf } from '../readers.ts';
import { snmpPduProfiles } from '../registry.ts';
import { openSnmp, SNMP_PORT, type SnmpSession } from '../transports/snmp.ts';
import { done, type Ending, failed, refused } from './ending.ts';

const TIMEOUT_MS = 3000;

export type OutletWish = {
  readonly address: Address;
  readonly profile: string | null;
  readonly credentials: CredentialsInput;
  readonly outletNumber: number;
  readonly action: OutletAction;
};

/** Writes once, never twice: a lost answer is followed by a look at the outlet's state, not by another write. */
export async function switchOutlet(wish: OutletWish): Promise<Ending> {
  const { host, port } = wish.address;
  const name = `${host}:${port ?? SNMP_PORT}`;
  const profiles = snmpPduProfiles.filter(({ id }) => wish.profile === null || wish.profile === id);
  const options = { host, port: port ?? SNMP_PORT, security: securityOf(wish.credentials), timeoutMs: TIMEOUT_MS };
  const reading = openSnmp({ ...options, retries: 1 });
  const writing = openSnmp({ ...options, retries: 0 });
  try {
    const layout = await learnLayout(reading, name, profiles);
    const outlet = layout.outlets.find(({ number }) => number === wish.outletNumber);
    if (!outlet) return refused(`${name} has no outlet ${wish.outletNumber}`);
    const write = outlet.switching[wish.action];
    if (!write) return refused(`no way is known to do that on ${layout.profile.id}`);
    // Lost or turned away, nothing was switched.
    if (write.unlock) await writing.set(write.unlock.oid, write.unlock.value);
    try {
      await writing.set(write.oid, write.value);
      return done;
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      if (error.kind === 'refused') return failed(error.message);
      if (await showsIt(reading, outlet, wish.action))
        return { state: 'DONE', message: 'no answer, but its state shows it' };
      return { state: 'UNKNOWN', message: error.message };
    }
  } finally {
    reading.close();
    writing.close();
  }
}

/** Whether the outlet is now as it was told to be. A cycle leaves no trace: whether it was done can't be seen. */
async function showsIt(snmp: SnmpSession, { state }: Row, action: OutletAction): Promise<boolean> {
  const wanted = action === 'OUTLET_ON' ? state?.on : action === 'OUTLET_OFF' ? state?.off : undefined;
  if (!state || !wanted) return false;
  try {
    return wanted.includes(Number((await snmp.get([state.oid])).get(state.oid)));
  } catch (error) {
    if (error instanceof DeviceFailure) return false;
    throw error;
  }
}
