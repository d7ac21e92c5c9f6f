import { decodeAnswer, type Entry, statusOf } from '../../drivers/answers.ts';
import { askCgminer, CGMINER_TIMES } from '../../transports/cgminer.ts';
import { done, type Ending, failed, written } from '../ending.ts';

/** One privileged command of the CGMiner API, sent once. */
export function writeCgminer(host: string, port: number, command: string, parameter?: string): Promise<Ending> {
  return written(async () => endingOf(await askCgminerWith(host, port, command, parameter)));
}

/** The document that answers a command with a parameter. */
export async function askCgminerWith(
  host: string,
  port: number,
  command: string,
  parameter?: string,
): Promise<Entry | undefined> {
  const options = parameter === undefined ? CGMINER_TIMES : { ...CGMINER_TIMES, parameter };
  return decodeAnswer(command, await askCgminer(host, port, command, options))?.get(command);
}

/** S and I are yes; W was done with a remark. */
export function endingOf(answer: Entry | undefined): Ending {
  const { letter, code, message } = statusOf(answer);
  if (letter === '') return { state: 'UNKNOWN', message: 'its answer makes no sense' };
  return letter === 'E' || letter === 'F' ? failed(`code ${code}: ${message}`) : done;
}
