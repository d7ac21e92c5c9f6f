import type { OutletPatternInput, SlotOrder } from '../../gql/graphql.ts';

type Named = { readonly id: string; readonly name: string };
export type PatternPdu = Named & { readonly rack?: Named | null };

/** One PDU and the rack whose slots its outlets follow; blank numbers are left to the pattern's own. */
export type Pairing = { rackId: string; firstOutlet: string; firstSlot: string; count: string };

const byName = (a: Named, b: Named) => a.name.localeCompare(b.name, 'en', { numeric: true });

/** A PDU goes with its own rack; where no PDU has one, the n-th PDU with the n-th rack, by name. */
export function pairUp(pdus: readonly PatternPdu[], racks: readonly Named[]): ReadonlyMap<string, Pairing> {
  const blank = { firstOutlet: '', firstSlot: '', count: '' };
  const placed = pdus.some(({ rack }) => rack);
  const ordered = [...racks].sort(byName);
  return new Map(
    [...pdus].sort(byName).map((pdu, index) => {
      const rackId = placed ? pdu.rack?.id : ordered[index]?.id;
      return [pdu.id, { ...blank, rackId: rackId ?? '' }] as const;
    }),
  );
}

/** What is sent: the PDUs that have a rack. Null for a number that is none. */
export function patternsOf(pairings: ReadonlyMap<string, Pairing>, order: SlotOrder): OutletPatternInput[] | null {
  const chosen = [...pairings].filter(([, { rackId }]) => rackId !== '');
  const numbers = chosen.flatMap(([, { firstOutlet, firstSlot, count }]) => [firstOutlet, firstSlot, count]);
  if (numbers.some((text) => text.trim() !== '' && !/^\d{1,4}$/.test(text.trim()))) return null;
  const whole = (text: string) => (text.trim() === '' ? undefined : Number(text));
  return chosen.map(([pduId, { rackId, firstOutlet, firstSlot, count }]) => ({
    pduId,
    rackId,
    order,
    firstOutlet: whole(firstOutlet),
    firstSlot: whole(firstSlot),
    count: whole(count),
  }));
}
