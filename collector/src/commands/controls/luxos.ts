import { list, text } from '../../drivers/answers.ts';
import { DeviceFailure } from '../../device-failure.ts';
import { type Ending, failed } from '../ending.ts';
import type { MinerAction, MinerControl } from './control.ts';
import { ALL_ACTIONS } from './control.ts';
import { askCgminerWith, endingOf, writeCgminer } from './cgminer-write.ts';

/** LuxOS API: commands that change something carry the session first in their parameter. */
const COMMANDS: Readonly<Record<MinerAction, readonly [command: string, ...parameters: string[]]>> = {
  REBOOT: ['rebootdevice'],
  PAUSE: ['curtail', 'sleep'],
  RESUME: ['curtail', 'wakeup'],
  LOCATE: ['ledset', 'red', 'blink'],
};

/** It has one session at a time: taken for the one command, and given back. */
export const luxosControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: async ({ host, port, action }) => {
    const answer = await askCgminerWith(host, port, 'logon');
    const session = text(list(answer, 'SESSION')[0], 'SessionID');
    if (session === null) return failed(`it gives no session: ${endingOf(answer).message ?? ''}`);
    const [command, ...parameters] = COMMANDS[action];
    const ending = await writeCgminer(host, port, command, [session, ...parameters].join(','));
    await logOff(host, port, session, action, ending);
    return ending;
  },
};

async function logOff(host: string, port: number, session: string, action: MinerAction, { state }: Ending) {
  // Who restarts has forgotten it; it ends by itself after a while.
  if (action === 'REBOOT' && state !== 'FAILED') return;
  try {
    await askCgminerWith(host, port, 'logoff', session);
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
  }
}
