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
/** What goes without saying: made with the customer itself, and a mail on its way. */
const unsaid = new Set(['INSERT customer_file', 'UPDATE mail']);

const words: Record<string, string> = {
  'INSERT customer': 'Customer recorded',
  'UPDATE customer': 'Customer record changed',
  'UPDATE customer_file': 'Notes or standing changed',
  'INSERT membership': 'Person entered the portal',
  'UPDATE membership': 'Person’s place in the portal changed',
  'INSERT invite': 'Portal invitation made',
  'UPDATE invite': 'Portal invitation used or replaced',
  'INSERT session': 'Session opened',
  'UPDATE session': 'Session ended',
  'INSERT api_key': 'API key made',
  'UPDATE api_key': 'API key changed',
  'INSERT mail': 'Mail queued',
  'INSERT invoice': 'Invoice drafted',
  'UPDATE invoice': 'Invoice changed',
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
    const key = `${action} ${table}`;
    if (toldByTimeline.has(table) || unsaid.has(key)) continue;
    const what = words[key] ?? `${table.replaceAll('_', ' ')}: ${actionWords[action].toLowerCase()}`;
    const detail = action === 'UPDATE' ? changed.map((column) => column.replaceAll('_', ' ')).join(', ') : '';
    const who = actorName ?? actor ?? 'unknown';
    const last = lines.at(-1);
    if (last && last.at === at && last.what === what && last.who === who) last.times += 1;
    else lines.push({ at, what, detail, who, contract: null, times: 1 });
  }
  return lines.map(({ times, ...line }) => (times > 1 ? { ...line, what: `${line.what} (${times} rows)` } : line));
}
