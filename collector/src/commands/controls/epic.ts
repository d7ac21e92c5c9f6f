import { flag, text } from '../../drivers/answers.ts';
import { parseTolerantly } from '../../transports/tolerant-json.ts';
import type { HttpAnswer } from '../../transports/http.ts';
import { entryAt } from '../../drivers/answers.ts';
import { done, type Ending, failed, refused } from '../ending.ts';
import { ALL_ACTIONS, type MinerAction, type MinerControl } from './control.ts';
import { byStatus, writeHttp } from './http-write.ts';

/** ePIC's UMC API: each write carries the password beside its parameter. `0` is a reboot without delay. */
const WRITES: Readonly<Record<MinerAction, { readonly path: string; readonly param: unknown }>> = {
  REBOOT: { path: '/reboot', param: '0' },
  PAUSE: { path: '/miner', param: 'Stop' },
  RESUME: { path: '/miner', param: 'Autostart' },
  LOCATE: { path: '/identify', param: true },
};

export const epicControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: async ({ host, port, action, credentials: { password } }) => {
    if (!password) return refused('its password is not known here');
    const { path, param } = WRITES[action];
    return writeHttp({ host, port, path, body: { param, password } }, read);
  },
};

/** `{"result":true,"error":null}`, also with 200 when the answer is no. */
function read(answer: HttpAnswer): Ending {
  if (answer.status !== 200) return byStatus(answer);
  const document = entryAt({ answer: parseTolerantly(answer.text)?.value }, 'answer');
  switch (flag(document, 'result')) {
    case true:
      return done;
    case false:
      return failed(text(document, 'error') ?? 'it says no');
    case null:
      return { state: 'UNKNOWN', message: 'its answer says neither yes nor no' };
  }
}
