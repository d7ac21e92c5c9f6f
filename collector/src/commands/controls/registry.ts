import { HTTP_PORT } from '../../transports/http.ts';
import { antminerControl } from './antminer.ts';
import { auradineControl } from './auradine.ts';
import { avalonControl } from './avalon.ts';
import { bitaxeControl } from './bitaxe.ts';
import { braiinsControl, braiinsRestControl } from './braiins.ts';
import { cgminerControl } from './cgminer.ts';
import type { MinerControl } from './control.ts';
import { epicControl } from './epic.ts';
import { luxosControl } from './luxos.ts';
import { sealminerControl, sealminerPagesControl } from './sealminer.ts';
import { vnishControl } from './vnish.ts';
import { whatsminer3Control, whatsminerControl } from './whatsminer3.ts';

/** By the family's id. What is missing of a family's actions has no documented way. */
export const minerControls: ReadonlyMap<string, MinerControl> = new Map([
  ['antminer', antminerControl(HTTP_PORT)],
  ['auradine', auradineControl],
  ['auradine-http', auradineControl],
  ['avalon', avalonControl],
  ['bitaxe', bitaxeControl],
  ['braiins', braiinsControl(HTTP_PORT)],
  ['braiins-rest', braiinsRestControl],
  ['cgminer', cgminerControl],
  ['epic', epicControl],
  ['luxos', luxosControl],
  ['sealminer', sealminerControl(HTTP_PORT)],
  ['sealminer-http', sealminerPagesControl],
  ['vnish', vnishControl],
  ['whatsminer', whatsminerControl],
  ['whatsminer3', whatsminer3Control],
]);
