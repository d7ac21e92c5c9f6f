import { type Answers, type Entry, list, pick, statusOf, text } from './answers.ts';
import { versionOf } from './miner-family.ts';

/** Other makers copy the layout under types of their own: only a machine that names no type is known by its chains. */
export function isAntminer(answers: Answers): boolean {
  const type = typeOf(answers);
  if (type === null)
    return list(answers.get('stats'), 'STATS').some((entry) => pick(entry, 'chain_acn1') !== undefined);
  return /^antminer/i.test(type) || /asicseer|rwglr|^bOS_/i.test(minerOf(answers));
}

/** "Antminer S9\nV1.3.58": the stats header is nearer to the machine than the version answer. */
export function typeOf(answers: Answers): string | null {
  return text(headerOf(answers), 'Type') ?? text(versionOf(answers), 'Type');
}

/** "Antminer S9 Pro (v5.1) ", "Antminer S19x88 Hiveon", mskminer's "S19-88 v.2.6.0.39 " and "braiins-am1-s9" of the first Braiins OS. */
export function modelOf(type: string): string | null {
  const line = (type.split(/[\n\r]/)[0] ?? '').trim();
  const model = (/^braiins-am\d+-(\w+)$/i.exec(line)?.[1]?.toUpperCase() ?? line)
    .replace(/\s*\((v\d|vnish|xilinx)[^)]*\)|\s+hiveon\b.*|\s+v\.?\d.*$/i, '')
    .trim();
  if (model === '') return null;
  return /^antminer\b/i.test(model) ? model : `Antminer ${model}`;
}

/** The firmware's own version where it names one, else its compile time as opaque text (a year "20266" was seen). */
export function firmwareOf(
  answers: Answers,
  type: string,
  stats: Entry,
): { firmware: string; firmwareVersion: string | null } {
  const miner = minerOf(answers);
  if (/hiveon/i.test(type)) return { firmware: 'hiveon', firmwareVersion: miner || null };
  const build = text(stats, 'build_version');
  if (/vnish/i.test(type + statusOf(answers.get('stats')).description) || build !== null)
    return { firmware: 'vnish', firmwareVersion: build ?? (miner || null) };
  if (/asicseer/i.test(miner)) return { firmware: 'asicseer', firmwareVersion: miner };
  if (/rwglr/i.test(miner)) return { firmware: 'mskminer', firmwareVersion: miner };
  if (/^bOS_/i.test(miner)) return { firmware: 'braiins', firmwareVersion: miner };
  return {
    firmware: 'stock',
    firmwareVersion: text(headerOf(answers), 'CompileTime') ?? text(versionOf(answers), 'CompileTime'),
  };
}

function headerOf(answers: Answers): Entry | undefined {
  return list(answers.get('stats'), 'STATS').find((entry) => text(entry, 'Type') !== null);
}

/** The name and version of the mining program. */
function minerOf(answers: Answers): string {
  return text(versionOf(answers), 'BMMiner') ?? text(headerOf(answers), 'BMMiner') ?? '';
}
