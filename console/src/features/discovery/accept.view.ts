import type { AcceptDiscoveryInput, CredentialsInput, DeviceKind, DiscoveryRowFragment } from '../../gql/graphql.ts';
import { nameBy } from '../sites/racks-form.view.ts';

export const kindWords: Record<DeviceKind, string> = { MINER: 'Machine', PDU: 'PDU', METER: 'Meter' };

/** How new devices are called, unless somebody says otherwise. */
export const usualNames: Record<DeviceKind, string> = { MINER: 'M-{nnn}', PDU: 'PDU-{nn}', METER: 'Meter-{n}' };

/** What a miner says it is: "Antminer S21"; null when it says nothing. */
export const foundModel = ({ make, model }: Pick<DiscoveryRowFragment, 'make' | 'model'>): string | null =>
  [make, model].filter(Boolean).join(' ') || null;

type Matched = Pick<DiscoveryRowFragment, 'match' | 'matchedBy'>;

/** It is the device that it matches, at another address: by what is written on it. */
export const hasMoved = ({ match, matchedBy }: Matched): boolean =>
  match != null && (matchedBy === 'MAC' || matchedBy === 'SERIAL');
/** It may be: that one is the only silent machine of its model. */
export const mayHaveMoved = ({ match, matchedBy }: Matched): boolean => match != null && matchedBy === 'MODEL';
/** It stands where another device was kept, which it isn't. */
export const hasReplaced = ({ match, matchedBy }: Matched): boolean => match != null && matchedBy === 'ADDRESS';

/** A meter that says nothing of itself: its profile has to be chosen. */
export const saysNothing = ({ kind, make, address }: DiscoveryRowFragment): boolean =>
  kind === 'METER' && make == null && address.startsWith('modbus:');

export type FreeSlot = { readonly id: string; readonly label: string };

export type AcceptChoice = {
  readonly names: Readonly<Record<DeviceKind, string>>;
  readonly firstNumber: number;
  /** Names that the site has: the pattern passes over them. */
  readonly taken: ReadonlySet<string>;
  /** Known model by what was found. */
  readonly models: ReadonlyMap<string, string>;
  /** Filled in this order by new machines. */
  readonly slots: readonly FreeSlot[];
  /** Where new PDUs stand. */
  readonly rackId: string;
  /** How many each new PDU has; null leaves it to the device. */
  readonly outlets: number | null;
  /** Those that match a known device by MAC or serial are that device, moved. */
  readonly merges: boolean;
  /** So are those that match by model alone. */
  readonly mergesSilent: boolean;
  /** By which meters are read that don't say what they are. */
  readonly meterProfile: string;
  readonly credentials: CredentialsInput | undefined;
};

export type Acceptance = {
  readonly discovery: DiscoveryRowFragment;
  readonly input: AcceptDiscoveryInput;
  readonly slot: FreeSlot | undefined;
  /** It keeps its name, history and slot. */
  readonly merged: boolean;
};

const byAddress = new Intl.Collator('en', { numeric: true });

/** What is sent for each proposal, in the order of their addresses, so that names and slots follow the cabling. */
export function acceptancesOf(found: readonly DiscoveryRowFragment[], choice: AcceptChoice): Acceptance[] {
  const taken = new Set(choice.taken);
  const numbers: Record<DeviceKind, number> = {
    MINER: choice.firstNumber,
    PDU: choice.firstNumber,
    METER: choice.firstNumber,
  };
  const slots = [...choice.slots];
  const next = (kind: DeviceKind): string => {
    const rule = choice.names[kind].trim();
    for (;;) {
      const name = nameBy(rule, numbers[kind]);
      numbers[kind] += 1;
      // A rule without a number has one name to give; the API then says that it is taken.
      if (!taken.has(name) || nameBy(rule, numbers[kind]) === name) {
        taken.add(name);
        return name;
      }
    }
  };
  return found
    .toSorted((a, b) => byAddress.compare(a.address, b.address))
    .map((discovery) => {
      const credentials = choice.credentials;
      const isSame = (choice.merges && hasMoved(discovery)) || (choice.mergesSilent && mayHaveMoved(discovery));
      if (isSame && discovery.match) {
        const { id, name } = discovery.match;
        return {
          discovery,
          input: { discoveryId: discovery.id, name, deviceId: id, credentials },
          slot: undefined,
          merged: true,
        };
      }
      const isMiner = discovery.kind === 'MINER';
      const slot = isMiner ? (slotLeftTo(discovery) ?? slots.shift()) : undefined;
      const input: AcceptDiscoveryInput = {
        discoveryId: discovery.id,
        name: next(discovery.kind),
        modelId: (isMiner && choice.models.get(foundModel(discovery) ?? '')) || undefined,
        slotId: slot?.id,
        rackId: discovery.kind === 'PDU' && choice.rackId ? choice.rackId : undefined,
        profile: saysNothing(discovery) ? choice.meterProfile || undefined : undefined,
        outlets: discovery.kind === 'PDU' && choice.outlets !== null ? choice.outlets : undefined,
        credentials,
      };
      return { discovery, input, slot, merged: false };
    });
}

/** The slot of the machine that a found one has replaced. */
function slotLeftTo(discovery: DiscoveryRowFragment): FreeSlot | undefined {
  const { match } = discovery;
  if (!hasReplaced(discovery) || !match || !('slot' in match) || !match.slot) return undefined;
  return { id: match.slot.id, label: `${match.slot.rack.name} / ${match.slot.label}` };
}

type RackWithSlots = {
  readonly name: string;
  readonly id: string;
  readonly slots: readonly { readonly id: string; readonly label: string; readonly miner?: object | null }[];
};

/** The free slots of the chosen rack, then of the racks after it, as their rows run. */
export function freeSlotsFrom(racks: readonly RackWithSlots[], rackId: string): FreeSlot[] {
  const first = racks.findIndex(({ id }) => id === rackId);
  if (first < 0) return [];
  return racks
    .slice(first)
    .flatMap((rack) =>
      rack.slots
        .filter(({ miner }) => miner == null)
        .map(({ id, label }) => ({ id, label: `${rack.name} / ${label}` })),
    );
}
