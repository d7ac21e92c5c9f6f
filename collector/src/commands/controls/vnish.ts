import { entryAt, text } from '../../drivers/answers.ts';
import { askHttp } from '../../transports/http.ts';
import { parseTolerantly } from '../../transports/tolerant-json.ts';
import { failed, refused } from '../ending.ts';
import { ALL_ACTIONS, type MinerAction, type MinerControl } from './control.ts';
import { writeHttp } from './http-write.ts';

const API = '/api/v1';
/** Vnish 1.2 and on. What belongs to the system wants the token named a bearer's, the rest takes it as it is. */
const PATHS: Readonly<Record<MinerAction, string>> = {
  REBOOT: `${API}/system/reboot`,
  PAUSE: `${API}/mining/stop`,
  RESUME: `${API}/mining/start`,
  LOCATE: `${API}/find-miner`,
};

export const vnishControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: async ({ host, port, action, credentials: { password } }) => {
    if (!password) return refused('its password is not known here');
    const unlocked = await askHttp({ host, port, path: `${API}/unlock`, body: { pw: password } });
    const token = text(entryAt({ answer: parseTolerantly(unlocked.text)?.value }, 'answer'), 'token');
    if (unlocked.status !== 200 || token === null) return failed('it does not take the password');
    const path = PATHS[action];
    const authorization = path.startsWith(`${API}/system/`) ? `Bearer ${token}` : token;
    return writeHttp({ host, port, path, headers: { authorization }, body: {} });
  },
};
