import type { EntityManager } from '@mikro-orm/postgresql';
import { intervals } from '@hashyard/rating';
import { inTransaction, type Scope } from '../../database/scope.ts';
import type { Job } from '../../jobs.ts';
import { findings, type Surroundings } from './checks.rules.ts';
import type { GapsOfRegister } from './estimate.store.ts';
import { estimateGaps } from './estimating.service.ts';
import { type DueRegister, spansToSee, takeChanges, writeFindings, writeVerdicts } from './judging.store.ts';
import { readRegister } from './read-register.ts';
import { uncheckedRegisters } from './registers.service.ts';
import { surroundingsOf } from './surroundings.service.ts';
import { type Verdict, verdicts } from './verdict.rules.ts';

/** Registers whose readings are in memory at once. */
const atOnce = 200;
const sliceSeconds = 31 * 86_400;

/** Judges what changed, until nothing is left: readings that came, swaps, voids, mappings. Doing it twice changes nothing. */
export const judgeRegisters: Job<Record<string, never>> = async (context) => {
  const some = () =>
    inTransaction(context, async (scope) => {
      const due = await takeChanges(scope.em, { limit: atOnce });
      await judge(scope, context.organizationId, due);
      return due.length;
    });
  while ((await some()) > 0);
};

/** The same at once, in the caller's transaction, for registers that a bill or an answer is about to read. */
export async function judgeNow(scope: Scope, organizationId: string, registerIds: readonly string[]): Promise<void> {
  for (let at = 0; at < registerIds.length; at += atOnce)
    await judge(scope, organizationId, await takeChanges(scope.em, { ids: registerIds.slice(at, at + atOnce) }));
}

/** In slices of a month, so that a mapping from years back is as light as one from today. */
async function judge(scope: Scope, organizationId: string, due: readonly DueRegister[]): Promise<void> {
  for (let slice = 0; ; slice++) {
    const part = due.flatMap((register) => sliceOf(register, slice) ?? []);
    if (part.length === 0) return;
    await judgeDays(scope, organizationId, part);
  }
}

function sliceOf(register: DueRegister, index: number): DueRegister | null {
  const from = register.days.from + index * sliceSeconds;
  const to = Math.min(register.days.to, from + sliceSeconds);
  return from < to ? { ...register, days: { from, to } } : null;
}

async function judgeDays({ em, now }: Scope, organizationId: string, due: readonly DueRegister[]): Promise<void> {
  const at = now();
  const judged = await checked(em, due);
  await writeFindings(em, organizationId, judged, at);
  await writeVerdicts(em, organizationId, judged, at);
  await estimateGaps(em, organizationId, judged.map(gapsOf), at);
}

const nothing: Surroundings = { plausibleW: null, hashed: [], cameLate: new Set(), trusted: [] };

async function checked(em: EntityManager, due: readonly DueRegister[]) {
  const files = await uncheckedRegisters(em, await spansToSee(em, due));
  const asked = due.flatMap((register) => {
    const file = files.get(register.id);
    if (!file) return [];
    const read = readRegister(file);
    return [{ ...register, register: read, intervals: intervals(read) }];
  });
  const around = await surroundingsOf(em, asked);
  return asked.map(({ register, intervals: known, ...of }) => {
    const { plausibleW, ...rest } = around.get(of.id) ?? nothing;
    const found = findings(register, known, { plausibleW, ...rest });
    const standing = { ...register, voids: [...register.voids, ...found] };
    const judged = found.length > 0 ? intervals(standing) : known;
    return { ...of, findings: found, verdicts: verdicts(standing, judged, found, plausibleW) };
  });
}

/** What energy is put in for: voids, and a count that began again. A register that fell for no reason needs a person first. */
function gapsOf({ id, days, verdicts: list }: DueRegister & { readonly verdicts: readonly Verdict[] }): GapsOfRegister {
  const last = list.findLast(({ from }) => from < days.to)?.to ?? days.to;
  const gaps = joined(list.filter(({ quality, rule }) => quality === 'VOID' || rule === 'RESET'));
  return {
    registerId: id,
    scope: { from: days.from, to: last },
    gaps: gaps.filter(({ from, to }) => from < days.to && days.from < to),
    known: list.filter(({ quality }) => quality === 'MEASURED'),
  };
}

/** The two intervals that one bad reading spoils are one gap; so are its neighbours in kind. */
function joined(list: readonly Verdict[]): GapsOfRegister['gaps'] {
  const gaps: { from: number; to: number; across: boolean }[] = [];
  for (const { from, to, rule } of list) {
    const across = rule === 'OUTLIER' || rule === 'TIME_JUMP';
    const open = gaps.at(-1);
    if (open && open.to === from && open.across === across) open.to = to;
    else gaps.push({ from, to, across });
  }
  return gaps;
}
