import { aftermarket } from './aftermarket.ts';
import { antminers } from './antminers.ts';
import { others } from './others.ts';
import { overHttp } from './over-http.ts';
import type { Recording } from './recording.ts';
import { whatsminers } from './whatsminers.ts';

export const recordings: readonly Recording[] = [...antminers, ...aftermarket, ...whatsminers, ...others, ...overHttp];
