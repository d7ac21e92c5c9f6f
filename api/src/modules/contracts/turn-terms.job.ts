import { inTransaction, managerForNobody } from '../../database/scope.ts';
import type { Job, JobContext } from '../../jobs.ts';
import { endAssignments } from './assignment.service.ts';
import { type Acting, note } from './contract-event.ts';
import { findContractToChange } from './find-contract.ts';
import { transition } from './life.rules.ts';
import { addDays, localDate, renews, startOfDate } from './term.rules.ts';
import { renewUntil, termsOf } from './terms.service.ts';

/** Queues the turn of terms for every organization. */
export const queueTurnOfTerms: Job<Record<string, never>> = async ({ installation }) => {
  await managerForNobody(installation.orm).execute("select queue_for_organizations('turnTerms')");
};

/**
 * Renews or ends every contract whose term has ended. Run twice it finds nothing left to do; run late it makes up for all
 * terms since. Bills don't wait for it: they follow the dates. One contract that fails doesn't keep the others.
 */
export const turnTerms: Job<Record<string, never>> = async (context) => {
  const due: { id: string }[] = await context.em.execute(
    `select id from contract where status in ('ACTIVE', 'SUSPENDED') and ends_on <= (?::timestamptz at time zone time_zone)::date order by id`,
    [context.now()],
  );
  const failures: unknown[] = [];
  for (const { id } of due)
    await inTransaction(context, (scope) => turn(scope, id)).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${due.length} contracts stay due`);
};

async function turn(context: JobContext, id: string): Promise<void> {
  const scope: Acting = { ...context, viewer: { organizationId: context.organizationId, name: 'Hashyard' } };
  const contract = await findContractToChange(scope, id);
  const today = localDate(scope.now(), contract.timeZone);
  const next = transition(contract.status, renews(contract) ? 'RENEW' : 'EXPIRE');
  // Somebody was faster, or it was extended or ended meanwhile.
  if (!next || contract.endsOn > today) return;
  if (renews(contract)) {
    const added = renewUntil(scope, contract, await termsOf(scope, contract), addDays(today, 1));
    if (added.length === 0)
      throw new Error(`contract ${id} renews, but its terms have no next one: look at contract_term`);
    for (const { endsOn } of added) note(scope, id, 'RENEWED', `until ${endsOn}`);
  } else {
    contract.status = next;
    await endAssignments(scope, contract, startOfDate(contract.endsOn, contract.timeZone));
    note(scope, id, 'EXPIRED', `on ${contract.endsOn}`);
  }
  await scope.em.flush();
}
