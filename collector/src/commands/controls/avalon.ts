import type { MinerAction, MinerControl } from './control.ts';
import { ALL_ACTIONS } from './control.ts';
import { writeCgminer } from './cgminer-write.ts';

/** Standby begins and ends at an instant, which has to lie a little ahead. */
const AHEAD_S = 5;

/** Canaan's `ascset` of unit 0. */
const OPTIONS: Readonly<Record<MinerAction, (atS: number) => string>> = {
  REBOOT: () => '0,reboot,0',
  PAUSE: (atS) => `0,softoff,1:${atS}`,
  RESUME: (atS) => `0,softon,1:${atS}`,
  LOCATE: () => '0,led,1-1',
};

export const avalonControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: ({ host, port, action, nowMs }) =>
    writeCgminer(host, port, 'ascset', OPTIONS[action](Math.floor(nowMs / 1000) + AHEAD_S)),
};
