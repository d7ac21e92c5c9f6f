import { CGMINER_PORT } from '../../transports/cgminer.ts';
import { ALL_ACTIONS, type MinerAction, type MinerControl } from './control.ts';
import { writeSignedIn } from './http-write.ts';

/** FluxOS's web API, where writes go whichever way it is read. */
const WEB_PORT = 8080;
/** LED code 3 is "locate miner". */
const WRITES: Readonly<Record<MinerAction, { readonly command: string; readonly [parameter: string]: unknown }>> = {
  REBOOT: { command: 'restart' },
  PAUSE: { command: 'mode', sleep: 'on' },
  RESUME: { command: 'mode', sleep: 'off' },
  LOCATE: { command: 'led', code: 3 },
};

export const auradineControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: (wish) => {
    const body = WRITES[wish.action];
    const port = wish.port === CGMINER_PORT ? WEB_PORT : wish.port;
    return writeSignedIn(wish, { port, path: `/${body.command}`, body });
  },
};
