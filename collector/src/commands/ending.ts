import { DeviceFailure } from '../device-failure.ts';
import type { CommandState } from '../report.ts';

/** What became of a command. */
export type Ending = { readonly state: CommandState; readonly message: string | null };

export const done: Ending = { state: 'DONE', message: null };
/** Nothing was written. */
export const refused = (message: string): Ending => ({ state: 'REFUSED', message });
/** The device said no. */
export const failed = (message: string): Ending => ({ state: 'FAILED', message });

/** A write goes out once. Who lost its answer can't know whether it was done: a reboot may well cut its own answer off. */
export async function written(write: () => Promise<Ending>): Promise<Ending> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    const neverArrived = error.kind === 'refused' && error.reached === 'nobody';
    return { state: neverArrived ? 'FAILED' : 'UNKNOWN', message: error.message };
  }
}
