import { inject } from 'vitest';

type Device = {
  readonly serial: string;
  readonly kind: 'MINER' | 'PDU' | 'METER';
  readonly name: string;
  readonly address: string;
};

/** The simulated farm's devices, in the order of their names. */
export async function devices(): Promise<Device[]> {
  const response = await fetch(new URL('/devices', inject('ready').simulator));
  return ((await response.json()) as { devices: Device[] }).devices;
}

/** Sets a simulated device: an exact hashrate, a fault. */
export const setDevice = (serial: string, change: Record<string, unknown>): Promise<void> =>
  setDeviceAt(inject('ready').simulator, serial, change);

/** The same in a farm of one's own. */
export async function setDeviceAt(simulator: string, serial: string, change: Record<string, unknown>): Promise<void> {
  const response = await fetch(new URL(`/devices/${encodeURIComponent(serial)}`, simulator), {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(`the simulator refused: ${await response.text()}`);
}

type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly links: readonly string[] };

/** The newest mail to an address. Asks until it is there: a mail server pushes to nobody. */
export async function mailTo(address: string): Promise<Mail> {
  for (;;) {
    const response = await fetch(`${inject('ready').mailbox}/messages`);
    const mails = (await response.json()) as (Mail & { to: unknown })[];
    const mail = (Array.isArray(mails) ? mails : (mails as { messages: Mail[] }).messages).find((one) =>
      JSON.stringify(one.to).includes(address),
    );
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export const userOf = (role: string) => {
  const user = inject('ready').users.find((one) => one.role === role);
  if (!user) throw new Error(`ready.json names no ${role}`);
  return user;
};
