import type { FeedInput, MappedMachineFragment, MappedPduFragment } from '../../gql/graphql.ts';
import { plainDecimal } from '../forms/refusal.view.ts';

/** How a machine is named by people: by name, serial or MAC, whatever the case and the MAC's dashes. */
export class MachineIndex {
  readonly #byText = new Map<string, MappedMachineFragment[]>();

  constructor(machines: readonly MappedMachineFragment[]) {
    for (const machine of machines) {
      for (const text of new Set(
        [machine.name, machine.serial, machine.mac].flatMap((one) => (one ? [key(one)] : [])),
      )) {
        this.#byText.set(text, [...(this.#byText.get(text) ?? []), machine]);
      }
    }
  }

  /** The one machine that is meant, or why there is none. */
  find(text: string): MappedMachineFragment | 'unknown' | 'ambiguous' {
    const found = this.#byText.get(key(text)) ?? [];
    return found.length > 1 ? 'ambiguous' : (found[0] ?? 'unknown');
  }
}

const MAC = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/;
const key = (text: string): string => {
  const plain = text.trim().toLowerCase();
  return MAC.test(plain) ? plain.replaceAll('-', ':') : plain;
};

type Outlet = MappedPduFragment['outlets'][number];
type Share = { readonly machine: MappedMachineFragment; readonly weight: string };

/** What one outlet will feed from an instant on; several machines share it by weight. No machine: it is free. */
export type OutletPlan = {
  readonly outlet: Outlet;
  readonly pduName: string;
  readonly shares: readonly Share[];
  /** In words, from what it feeds now: "A-001 → A-002". Null where nothing changes. */
  readonly change: string | null;
  readonly issues: readonly string[];
};

const feedsNow = (outlet: Outlet) => outlet.feeds.filter(({ to }) => to == null);

/** What an outlet feeds now, as it is typed: names, and weights where they aren't even. */
export function namesNow(outlet: Outlet): string {
  const feeds = feedsNow(outlet);
  const even = feeds.every(({ weight }) => Number(weight) === Number(feeds[0]?.weight));
  return feeds
    .map(({ miner, site, weight }) => `${miner?.name ?? site?.name ?? ''}${even ? '' : `:${Number(weight)}`}`)
    .join(', ');
}

/** Reads "A-001", or "A-001, A-002" for an even share, or "A-001:2, A-002:1". Blank is a free outlet. */
export function planOutlet(outlet: Outlet, pduName: string, text: string, machines: MachineIndex): OutletPlan {
  const before = namesNow(outlet);
  const unchanged = { outlet, pduName, shares: [], change: null, issues: [] };
  if (text.trim() === before) return unchanged;
  const issues: string[] = [];
  const shares: Share[] = [];
  for (const part of text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const whole = machines.find(part);
    const [, name = part, weight = '1'] = typeof whole === 'string' ? (/^(.+):(\d+(?:\.\d+)?)$/.exec(part) ?? []) : [];
    const machine = typeof whole === 'string' ? machines.find(name) : whole;
    if (machine === 'unknown') issues.push(`no machine “${name}” at this site`);
    else if (machine === 'ambiguous') issues.push(`several machines are called “${name}”`);
    else if (Number(weight) === 0) issues.push(`a share of “${name}” is more than 0`);
    else if (shares.some((share) => share.machine.id === machine.id)) issues.push(`“${name}” stands there twice`);
    else shares.push({ machine, weight: plainDecimal(weight) });
  }
  const after = shares
    .map(({ machine, weight }) => (weight === '1' ? machine.name : `${machine.name}:${weight}`))
    .join(', ');
  if (issues.length === 0 && after === before) return unchanged;
  return { outlet, pduName, shares, change: `${before || 'Free'} → ${after || 'Free'}`, issues };
}

/** What is sent: each outlet that changes, with all it feeds then, or with nothing. */
export const feedsOf = (plans: readonly OutletPlan[]): FeedInput[] =>
  plans
    .filter(({ change }) => change !== null)
    .flatMap(({ outlet, shares }) =>
      shares.length === 0
        ? [{ outletId: outlet.id }]
        : shares.map(({ machine, weight }) => ({ outletId: outlet.id, minerId: machine.id, weight })),
    );

export type PlanSummary = { readonly mapped: number; readonly freed: number; readonly faulty: number };

export const summaryOf = (plans: readonly OutletPlan[]): PlanSummary => {
  const changing = plans.filter(({ change }) => change !== null);
  const good = changing.filter(({ issues }) => issues.length === 0);
  return {
    mapped: good.filter(({ shares }) => shares.length > 0).length,
    freed: good.filter(({ shares }) => shares.length === 0).length,
    faulty: changing.length - good.length,
  };
};
