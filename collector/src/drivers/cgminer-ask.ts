import { askCgminer, CGMINER_TIMES, type CgminerOptions } from '../transports/cgminer.ts';
import { decodeAnswer, statusOf } from './answers.ts';
import type { Ask } from './miner-session.ts';

/** Invalid command, missing command. */
const NOT_UNDERSTOOD: readonly (number | null)[] = [14, 24];

/** Requests name their command by `command`. Some of MicroBT's builds hear only `cmd`: found by the first answer that makes sense, and kept. */
export function cgminerAsk(host: string, port: number, times: CgminerOptions = CGMINER_TIMES): Ask {
  let known: 'command' | 'cmd' | null = null;
  return async (command) => {
    const answer = await askCgminer(host, port, command, { ...times, key: known ?? 'command' });
    if (known !== null) return answer;
    if (isUnderstood(command, answer)) {
      known = 'command';
      return answer;
    }
    const other = await askCgminer(host, port, command, { ...times, key: 'cmd' });
    if (!isUnderstood(command, other)) return answer;
    known = 'cmd';
    return other;
  };
}

function isUnderstood(command: string, answer: string): boolean {
  const document = decodeAnswer(command, answer)?.get(command);
  const { letter, code } = statusOf(document);
  return !(letter === 'E' && NOT_UNDERSTOOD.includes(code));
}
