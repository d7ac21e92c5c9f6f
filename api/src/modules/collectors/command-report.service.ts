import type { Scope } from '../../database/scope.ts';
import type { Faults } from '../../graphql/faults.ts';
import { isId } from '../../ids.ts';
import type { CommandReportInput } from './collector.inputs.ts';

/** Ends of commands in one report. */
const mostCommands = 1_000;
const longestMessage = 500;

export function readCommandReports(reports: readonly CommandReportInput[], faults: Faults): void {
  if (reports.length > mostCommands)
    faults.add('TOO_MANY', ['commands'], `A report may tell of ${mostCommands} commands.`);
  reports.forEach(({ state }, index) => {
    if (state === 'QUEUED' || state === 'SENT')
      faults.add('OUT_OF_RANGE', ['commands', index, 'state'], 'A collector tells how a command ended.');
  });
}

/**
 * Takes how commands ended. A second delivery changes nothing; only of one that counts as unknown a later report tells more.
 * A command that isn't this collector's is passed over: there is nothing that it could do about it.
 */
export async function takeCommandReports(
  { em, now }: Scope,
  collectorId: string,
  reports: readonly CommandReportInput[],
): Promise<void> {
  const rows = reports
    .filter(({ commandId }) => isId(commandId))
    .map(({ commandId, state, message, finishedAt }) => ({
      id: commandId,
      state,
      message: oneLine(message),
      // By the collector's clock, which may be ahead of ours.
      finished_at: new Date(Math.min(finishedAt.getTime(), now().getTime())),
    }));
  if (rows.length === 0) return;
  await em.execute(takeSql, [JSON.stringify(rows), `{${rows.map(({ id }) => id).join(',')}}`, collectorId]);
}

/** Takes the ends (named by their ids too, or thousands that were just written are looked through for each one); a miner that was told to pause (as far as anybody knows) rests from then on, until it was told otherwise. */
const takeSql = /* sql */ `
with told as (
  update device_command c set state = r.state, message = r.message, finished_at = r.finished_at
  from (select distinct on (id) * from jsonb_populate_recordset(null::device_command, ?::jsonb) order by id) r
  where c.id = any (?::uuid[]) and c.id = r.id and c.collector_id = ? and (c.state in ('QUEUED', 'SENT') or c.state = 'UNKNOWN' and r.state <> 'UNKNOWN')
  returning c.miner_id, c.batch_id, c.state, c.finished_at),
last as (
  select distinct on (t.miner_id) t.miner_id, case when b.action = 'PAUSE' then t.finished_at end as paused_since
  from told t join command_batch b on b.id = t.batch_id
  where t.state in ('DONE', 'UNKNOWN') and b.action in ('PAUSE', 'RESUME', 'REBOOT') order by t.miner_id, t.finished_at desc)
update miner m set paused_since = last.paused_since from last
where m.id = last.miner_id and m.paused_since is distinct from last.paused_since`;

/** What a device said of itself is text from outside. */
const oneLine = (text: string | null | undefined): string | null =>
  text
    ?.replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, longestMessage) || null;
