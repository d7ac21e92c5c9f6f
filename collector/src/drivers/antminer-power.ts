import type { MinerReading } from '../reading.ts';
import { type Entry, number, rateThs, scaled, text } from './answers.ts';

/** Watts per TH/s that any machine of this layout draws, from the newest to an S9 out of tune. */
const PLAUSIBLE_J_PER_TH = { least: 8, most: 130 };
const MOST_BOARDS = 16;

/**
 * Stock firmware says nothing of power. Others do, each in its own place: Hiveon on newer machines a total and watts of each chain, Vnish 3 its
 * model of each chain, mskminer a text ("967.50 (AB)"). Some builds have numbers there that can't be watts (34.65 of a whole S9), so one counts
 * only where it fits the nominal rate. None is known to be the power supply's own measurement.
 */
export function antminerPower(stats: Entry): Pick<MinerReading, 'powerW' | 'powerKind'> {
  const nominalThs = scaled(number(stats, 'total_rateideal'), 1000) ?? rateThs(stats, 'av');
  const powerW = [
    number(stats, 'total_power'),
    sumOfBoards(stats, 'chain_consumption'),
    sumOfBoards(stats, 'chain_power'),
    leadingNumber(text(stats, 'chain_power')),
  ].find((watts) => isPlausible(watts, nominalThs));
  return powerW == null ? { powerW: null, powerKind: null } : { powerW, powerKind: 'ESTIMATED' };
}

function isPlausible(watts: number | null, nominalThs: number | null): boolean {
  const perThs = (watts ?? 0) / (nominalThs ?? 0);
  return perThs >= PLAUSIBLE_J_PER_TH.least && perThs <= PLAUSIBLE_J_PER_TH.most;
}

function sumOfBoards(stats: Entry, key: string): number {
  const watts = Array.from({ length: MOST_BOARDS }, (_, at) => number(stats, `${key}${at + 1}`) ?? 0);
  return watts.reduce((total, value) => total + value, 0);
}

function leadingNumber(value: string | null): number | null {
  const digits = /^\d+(\.\d+)?/.exec(value ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}
