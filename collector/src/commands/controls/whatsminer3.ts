import { createHash } from 'node:crypto';
import { DeviceFailure } from '../../device-failure.ts';
import { decodeAnswer, entryAt, number, text } from '../../drivers/answers.ts';
import { askWhatsminer3, sendWhatsminer3, WHATSMINER3_PORT } from '../../transports/whatsminer3.ts';
import { done, type Ending, failed, refused, written } from '../ending.ts';
import { ALL_ACTIONS, type MinerAction, type MinerControl, type Wish } from './control.ts';
import { tellByApi2 } from './whatsminer2.ts';

/** MicroBT's API 3: what each action is called there. */
const WRITES: Readonly<Record<MinerAction, { readonly cmd: string; readonly param?: unknown }>> = {
  REBOOT: { cmd: 'set.system.reboot' },
  PAUSE: { cmd: 'set.miner.service', param: 'stop' },
  RESUME: { cmd: 'set.miner.service', param: 'start' },
  LOCATE: { cmd: 'set.system.led', param: [{ color: 'red', period: 500, duration: 250, start: 0 }] },
};
/** The account that may write. */
const ACCOUNT = 'super';

export const whatsminer3Control: MinerControl = { actions: ALL_ACTIONS, tell: (wish) => tell(wish, wish.port) };

/** Firmware of 2024 and on speaks API 3 beside API 2, and takes writes there; before, API 2 takes them, encrypted. */
export const whatsminerControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: async (wish) => {
    try {
      return await tell(wish, WHATSMINER3_PORT);
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      return tellByApi2(wish); // nothing was written: a write that fails doesn't throw
    }
  },
};

/** One write, signed with the device's salt and the account's password: the first eight characters of base64(SHA-256(cmd + password + salt + ts)). */
async function tell(wish: Wish, port: number): Promise<Ending> {
  const { host, action, nowMs } = wish;
  const { user, password } = wish.credentials;
  const info = decodeAnswer('info', await askWhatsminer3(host, port, 'get.device.info'))?.get('info');
  const salt = text(entryAt(info, 'msg'), 'salt');
  if (salt === null) return refused('it gives no salt to sign a command with');
  if (!password) return refused('its password is not known here');
  const { cmd, param } = WRITES[action];
  const ts = Math.floor(nowMs / 1000);
  const token = createHash('sha256').update(`${cmd}${password}${salt}${ts}`).digest('base64').slice(0, 8);
  const request = { cmd, ts, token, account: user ?? ACCOUNT, ...(param === undefined ? {} : { param }) };
  return written(async () => {
    const answer = decodeAnswer(cmd, await sendWhatsminer3(host, port, request))?.get(cmd);
    const code = number(answer, 'code');
    if (code === null) return { state: 'UNKNOWN', message: 'its answer makes no sense' };
    return code === 0 ? done : failed(`code ${code}: ${text(answer, 'msg') ?? ''}`.trim());
  });
}
