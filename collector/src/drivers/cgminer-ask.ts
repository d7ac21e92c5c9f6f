import { askCgminer, CGMINER_TIMES, type CgminerOptions } from '../transports/cgminer.ts';
import { decodeAnswer, statusOf } from './answers.ts';
import type { Ask } from './miner-session.ts';

/** Invalid command, missing command. */
const NOT_UNDERSTOOD: readonly (number | null)[] = [14, 24];

/** Under which name a miner hears its command; null: not found out yet. */
export type RequestKey = { requestKey: 'command' | 'cmd' | null };

/** Requests name their command by `command`. Some of MicroBT's builds hear only `cmd`: found by the first answer that makes sense, and kept. */
export function cgminerAsk(
  host: string,
  port: number,
  times: CgminerOptions = CGMINER_TIMES,
  kept: RequestKey = { requestKey: null },
): Ask {
  return async (command) => {
    if (kept.requestKey === 'cmd') return askCgminer(host, port, command, { ...times, key: 'cmd' });
    const answer = await askCgminer(host, port, command, times);
    if (kept.requestKey !== null) return answer;
    if (isUnderstood(command, answer)) {
      kept.requestKey = 'command';
      return answer;
    }
    const other = await askCgminer(host, port, command, { ...times, key: 'cmd' });
    if (!isUnderstood(command, other)) return answer;
    kept.requestKey = 'cmd';
    return other;
  };
}

function isUnderstood(command: string, answer: string): boolean {
  const document = decodeAnswer(command, answer)?.get(command);
  const { letter, code } = statusOf(document);
  return !(letter === 'E' && NOT_UNDERSTOOD.includes(code));
}
