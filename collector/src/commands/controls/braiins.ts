import { writeCgminer } from './cgminer-write.ts';
import { ALL_ACTIONS, type MinerAction, type MinerControl, type Wish } from './control.ts';
import { writeSignedIn } from './http-write.ts';

/** Braiins OS, Public REST API: actions. `locate` takes whether the lamp blinks. */
const PATHS: Readonly<Record<MinerAction, string>> = {
  REBOOT: '/api/v1/actions/reboot',
  PAUSE: '/api/v1/actions/pause',
  RESUME: '/api/v1/actions/resume',
  LOCATE: '/api/v1/actions/locate',
};
const act = (wish: Wish, port: number) =>
  writeSignedIn(wish, { port, path: PATHS[wish.action], method: 'PUT', body: wish.action === 'LOCATE' ? true : {} });

export const braiinsRestControl: MinerControl = { actions: ALL_ACTIONS, tell: (wish) => act(wish, wish.port) };

/** On port 4028 bosminer pauses and resumes, without asking who tells it. The rest goes over the machine's REST API. */
const RPC: Partial<Record<MinerAction, string>> = { PAUSE: 'pause', RESUME: 'resume' };

export const braiinsControl = (webPort: number): MinerControl => ({
  actions: ALL_ACTIONS,
  tell: (wish) => {
    const command = RPC[wish.action];
    return command === undefined ? act(wish, webPort) : writeCgminer(wish.host, wish.port, command);
  },
});
