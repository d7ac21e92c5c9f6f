import type { WireUnit } from '../units.ts';

/** What stands behind a profile's numbers: a recording of a real device, the maker's document, or neither. */
export type Backing = 'recorded' | 'documented' | 'unverified';

/** OIDs are below the profile's root. A row's value stands at `column.index`, or `column.index.suffix` where a table holds sensors by type. */
export type SnmpColumn = {
  readonly column: string;
  readonly suffix?: string;
  readonly unit: WireUnit;
  readonly multiplyBy?: number;
  /** Column with the sensor's decimal digits, same index and suffix: the count is divided by 10 to their power. */
  readonly digits?: string;
};

export type Quantity = 'powerW' | 'currentA' | 'voltageV' | 'apparentPowerVa' | 'powerFactor' | 'energyWh';

/** Rows of one kind: the device's inlets or cords, its phases, its outlets. */
export type SnmpGroup = {
  /** Walked once to learn which rows there are. */
  readonly index: string;
  readonly id?: string;
  readonly label?: string;
  readonly name?: string;
  /** Column with the outlet's own number; without it the last part of the index. */
  readonly number?: string;
  readonly values: Partial<Record<Quantity, SnmpColumn>>;
  readonly state?: {
    readonly column: string;
    readonly suffix?: string;
    readonly on: readonly number[];
    readonly off: readonly number[];
  };
};

/** A scalar or column instance below the root, or a part of sysDescr. */
export type Identity = { readonly oid: string } | { readonly sysDescr: RegExp };

export type SnmpPduProfile = {
  readonly id: string;
  readonly vendor: string;
  readonly family: string;
  /** The document or recording that every number below comes from. */
  readonly source: string;
  readonly backing: Backing;
  /** Longest match on sysObjectID picks the profile. */
  readonly sysObjectIds: readonly string[];
  readonly root: string;
  /** Rows that one GETBULK asks for. */
  readonly maxRepetitions: number;
  /** Counts that mean "not available", beside absent objects. */
  readonly absent: readonly number[];
  readonly model?: Identity;
  readonly serial?: Identity;
  readonly firmware?: Identity;
  /** Summed where there are several: the parts of one level, never of two. */
  readonly device: SnmpGroup;
  readonly cords?: SnmpGroup;
  readonly phases?: SnmpGroup;
  /** Tried in order; the first with rows is the device's. */
  readonly outlets: readonly SnmpGroup[];
};

/** Fills in what nearly all PDUs share. */
export function snmpPdu(
  profile: Omit<SnmpPduProfile, 'maxRepetitions' | 'absent'> & Partial<SnmpPduProfile>,
): SnmpPduProfile {
  return { maxRepetitions: 10, absent: [-1], ...profile };
}
