import { createHash } from 'node:crypto';
import type { CredentialsInput } from '../credentials.ts';
import { DeviceFailure } from '../device-failure.ts';
import { decodeAnswer, entryAt, number, text } from '../drivers/answers.ts';
import type { MinerAction } from '../drivers/miner-family.ts';
import { askWhatsminer3, sendWhatsminer3 } from '../transports/whatsminer3.ts';
import type { Ending } from './executor.ts';

/** MicroBT's API 3: what each action is called there. */
const WRITES: Readonly<Record<MinerAction, { readonly cmd: string; readonly param?: unknown }>> = {
  REBOOT: { cmd: 'set.system.reboot' },
  PAUSE: { cmd: 'set.miner.service', param: 'stop' },
  RESUME: { cmd: 'set.miner.service', param: 'start' },
  LOCATE: { cmd: 'set.system.led', param: [{ color: 'red', period: 500, duration: 250, start: 0 }] },
};
/** The account that may write. */
const ACCOUNT = 'super';

/** One write, signed with the device's salt and the account's password: the first eight characters of base64(SHA-256(cmd + password + salt + ts)). */
export async function controlWhatsminer3(
  host: string,
  port: number,
  action: MinerAction,
  { user, password }: CredentialsInput,
  nowMs: number,
): Promise<Ending> {
  const info = decodeAnswer('info', await identified(host, port))?.get('info');
  const salt = text(entryAt(info, 'msg'), 'salt');
  if (salt === null) return { state: 'REFUSED', message: 'commands are known for Whatsminers with API 3 alone' };
  if (!password) return { state: 'REFUSED', message: 'its password is not known here' };
  const { cmd, param } = WRITES[action];
  const ts = Math.floor(nowMs / 1000);
  const token = createHash('sha256').update(`${cmd}${password}${salt}${ts}`).digest('base64').slice(0, 8);
  const request = { cmd, ts, token, account: user ?? ACCOUNT, ...(param === undefined ? {} : { param }) };
  try {
    const answer = decodeAnswer(cmd, await sendWhatsminer3(host, port, request))?.get(cmd);
    const code = number(answer, 'code');
    if (code === 0) return { state: 'DONE', message: null };
    if (code === null) return { state: 'UNKNOWN', message: 'its answer makes no sense' };
    return { state: 'FAILED', message: `code ${code}: ${text(answer, 'msg') ?? ''}`.trim() };
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    // It went out, and a reboot may well cut its own answer off.
    return { state: error.message.includes('ECONNREFUSED') ? 'FAILED' : 'UNKNOWN', message: error.message };
  }
}

/** Another miner turns the question away or answers something else. */
async function identified(host: string, port: number): Promise<string> {
  try {
    return await askWhatsminer3(host, port, 'get.device.info');
  } catch (error) {
    if (!(error instanceof DeviceFailure) || error.kind === 'timeout') throw error;
    return '';
  }
}
