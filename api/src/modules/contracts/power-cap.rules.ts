import type { CapPolicy } from './contract.words.ts';

export type CapFacts = {
  readonly powerCapKw: string | null;
  readonly capPolicy: CapPolicy | null;
  readonly overageRate: string | null;
};

/** The power cap that holds on a local date: the latest begun by then, before the first of them the one agreed at first. */
export function capOn(
  agreed: CapFacts,
  later: readonly (CapFacts & { readonly startsOn: string })[],
  date: string,
): CapFacts {
  const begun = later.filter(({ startsOn }) => startsOn <= date);
  return (
    begun.reduce<(CapFacts & { readonly startsOn?: string }) | null>(
      (latest, cap) => (latest?.startsOn && latest.startsOn > cap.startsOn ? latest : cap),
      null,
    ) ?? agreed
  );
}
