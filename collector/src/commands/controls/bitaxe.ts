import { ALL_ACTIONS, type MinerAction, type MinerControl } from './control.ts';
import { writeHttp } from './http-write.ts';

/** AxeOS. Pause and resume came with version 2.14, identify with 2.9: an older one says that there is no such page. */
const PATHS: Readonly<Record<MinerAction, string>> = {
  REBOOT: '/api/system/restart',
  PAUSE: '/api/system/pause',
  RESUME: '/api/system/resume',
  LOCATE: '/api/system/identify',
};

export const bitaxeControl: MinerControl = {
  actions: ALL_ACTIONS,
  tell: ({ host, port, action }) => writeHttp({ host, port, path: PATHS[action], body: {} }),
};
