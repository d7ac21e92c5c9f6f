import type { AuditAction, ContractEventKind } from '../../gql/graphql.ts';
import { actionWords } from '../audit/audit.view.ts';
import { eventWords } from '../contracts/contract.words.ts';

type Contract = {
  readonly id: string;
  readonly displayNumber: string;
  readonly timeZone: string;
  readonly timeline: readonly {
    readonly at: string;
    readonly kind: ContractEventKind;
    readonly actor: string;
    readonly note?: string | null;
  }[];
};
type Entry = {
  readonly at: string;
  readonly actor?: string | null;
  readonly actorName?: string | null;
  readonly action: AuditAction;
  readonly table: string;
  readonly changed: readonly string[];
};

/** One line of a customer's activity: what was done, to what of several contracts, by whom. */
export type Happening = {
  readonly at: string;
  readonly what: string;
  readonly detail: string;
  readonly who: string;
  readonly contract: { readonly id: string; readonly displayNumber: string; readonly timeZone: string } | null;
};

/** What a contract's own timeline tells better. */
const toldByTimeline = new Set([
  'contract',
  'contract_file',
  'contract_term',
  'contract_price',
  'contract_power_cap',
  'contract_suspension',
  'contract_acceptance',
  'infinity_terms',
  'assignment',
]);

const tableWords: Record<string, string> = {
  customer: 'Customer record',
  customer_file: 'Notes and standing',
  membership: 'Portal person',
  invite: 'Portal invitation',
  session: 'Sign-in',
  api_key: 'API key',
  mail: 'Mail',
  invoice: 'Invoice',
  invoice_hold: 'Hold of an invoice',
  site: 'Site',
};

/**
 * The contracts' timelines and what else the audit log knows, as one list, newest first. Several rows of one change are
 * one line. With `cutAt` what is older is left out: of the log there is more than was asked for.
 */
export function happenings(
  contracts: readonly Contract[],
  entries: readonly Entry[],
  cutAt: string | null = null,
): readonly Happening[] {
  const steps = contracts.flatMap(({ timeline, ...contract }) =>
    timeline.map(({ at, kind, actor, note }) => ({
      at,
      what: eventWords[kind],
      detail: note ?? '',
      who: actor,
      contract,
    })),
  );
  return [...steps.toReversed(), ...changesOf(entries)]
    .filter(({ at }) => cutAt === null || Date.parse(at) >= Date.parse(cutAt))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function changesOf(entries: readonly Entry[]): Happening[] {
  const lines: (Happening & { times: number })[] = [];
  for (const { at, actor, actorName, action, table, changed } of entries) {
    if (toldByTimeline.has(table)) continue;
    const what = `${tableWords[table] ?? table.replaceAll('_', ' ')}: ${actionWords[action].toLowerCase()}`;
    const detail = action === 'UPDATE' ? changed.map((column) => column.replaceAll('_', ' ')).join(', ') : '';
    const who = actorName ?? actor ?? 'unknown';
    const last = lines.at(-1);
    if (last && last.at === at && last.what === what && last.who === who) last.times += 1;
    else lines.push({ at, what, detail, who, contract: null, times: 1 });
  }
  return lines.map(({ times, ...line }) => (times > 1 ? { ...line, what: `${line.what} (${times} rows)` } : line));
}
