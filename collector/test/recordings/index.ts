import { aftermarket } from './aftermarket.ts';
import { antminerKin } from './antminer-kin.ts';
import { antminers } from './antminers.ts';
import { atRest } from './at-rest.ts';
import { avalons } from './avalons.ts';
import { httpVariants } from './http-variants.ts';
import { others } from './others.ts';
import { overHttp } from './over-http.ts';
import type { Recording } from './recording.ts';
import { whatsminerVariants } from './whatsminer-variants.ts';
import { whatsminers } from './whatsminers.ts';

export const recordings: readonly Recording[] = [
  ...antminers,
  ...antminerKin,
  ...aftermarket,
  ...whatsminers,
  ...whatsminerVariants,
  ...avalons,
  ...others,
  ...overHttp,
  ...httpVariants,
  ...atRest,
];
