import { list, number } from '../../drivers/answers.ts';
import { done, type Ending, refused } from '../ending.ts';
import { askCgminerWith, writeCgminer } from './cgminer-write.ts';
import type { MinerAction, MinerControl } from './control.ts';

/** What the API's own README calls each device's switch and lamp: `ascdisable|0`, `pgaidentify|1`. Its `restart` is the program's, not the machine's. */
const WORDS: Partial<Record<MinerAction, string>> = { PAUSE: 'disable', RESUME: 'enable', LOCATE: 'identify' };
const KINDS = ['ASC', 'PGA'] as const;

/** Plain cgminer and bfgminer: each of its devices is told, one after the other, until one says no. */
export const cgminerControl: MinerControl = {
  actions: ['PAUSE', 'RESUME', 'LOCATE'],
  tell: async ({ host, port, action }) => {
    const devices = list(await askCgminerWith(host, port, 'devs'), 'DEVS').flatMap((device) =>
      KINDS.flatMap((kind) => {
        const id = number(device, kind);
        return id === null ? [] : [{ command: `${kind.toLowerCase()}${WORDS[action]}`, id: String(id) }];
      }),
    );
    if (devices.length === 0) return refused('it has no devices that could be told');
    let ending: Ending = done;
    for (const { command, id } of devices) {
      ending = await writeCgminer(host, port, command, id);
      if (ending.state !== 'DONE') break;
    }
    return ending;
  },
};
