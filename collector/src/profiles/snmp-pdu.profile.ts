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
  /** A column whose number says, at the same index and suffix, that the value means nothing now. */
  readonly unavailable?: { readonly column: string; readonly is: number };
  /** 0 means "not supported" here: a register that says 0 while the device counts nothing. */
  readonly zeroIsAbsent?: boolean;
};

export type Quantity = 'powerW' | 'currentA' | 'voltageV' | 'apparentPowerVa' | 'powerFactor' | 'energyWh';

export type OutletAction = 'OUTLET_ON' | 'OUTLET_OFF' | 'OUTLET_CYCLE';
export type OutletWrite = {
  readonly column: string;
  readonly value: number;
  /** Written before it to the same row: it lets the next write through, and switches nothing. */
  readonly unlock?: { readonly column: string; readonly value: number };
};

/** Rows of one kind: the device's inlets or cords, its phases, its outlets. */
export type SnmpGroup = {
  /**
   * A column that is walked once to learn which rows there are, or the rows where they are always the same. Where an agent lacks it or has a hole
   * in it, the columns of watts, amps and energy tell of the row.
   */
  readonly index: string | readonly { readonly index: string; readonly id?: string }[];
  /** Only where no group before it has rows. */
  readonly otherwise?: boolean;
  /** Of the walked rows only these, and none at all where there are more than `of`. */
  readonly only?: { readonly indices: readonly string[]; readonly of: number };
  /** Only rows whose column has this value; none where the device lacks the column. */
  readonly having?: { readonly column: string; readonly value: number };
  /** Rows that fill up a fixed table: one of these columns has one of its values in them. */
  readonly padding?: readonly { readonly column: string; readonly values: readonly (number | string)[] }[];
  /** Rows of other things than power drawn, by their name: a neutral among phases. */
  readonly except?: RegExp;
  readonly id?: string;
  readonly label?: string;
  readonly name?: string;
  /** Column with the outlet's own number; without it the last part of the index. */
  readonly number?: string;
  /** Watts are computed from a configured voltage, not measured. */
  readonly estimated?: boolean;
  /** Where there are no watts in it, they are VA times the power factor, and marked as estimated. */
  readonly wattsFromVa?: boolean;
  readonly values: Partial<Record<Quantity, SnmpColumn>>;
  /** What switches a row, by action: an integer written to a column of it. Documented writes only. */
  readonly switching?: Partial<Record<OutletAction, OutletWrite>>;
  readonly state?: {
    readonly column: string;
    readonly suffix?: string;
    readonly on: readonly number[];
    readonly off: readonly number[];
  };
};

/** A scalar or column instance below the root, that instance of a column which another object names, or a part of sysDescr. */
export type Identity =
  | { readonly oid: string }
  | { readonly column: string; readonly named: string }
  | { readonly sysDescr: RegExp };

export type SnmpPduProfile = {
  readonly id: string;
  readonly vendor: string;
  readonly family: string;
  /** The document or recording that every number below comes from. */
  readonly source: string;
  readonly backing: Backing;
  /** It is a meter that speaks SNMP, not a PDU. */
  readonly isMeter?: boolean;
  /** Its rows are the sensors of ENTITY-SENSOR-MIB, which describe themselves. */
  readonly hasEntitySensors?: boolean;
  /** Longest match on sysObjectID picks the profile. None: tried when nothing else matches. */
  readonly sysObjectIds: readonly string[];
  /** Where the data lie: one place, or that many parts of the device's own sysObjectID. */
  readonly root: string | { readonly partsOfSysObjectId: number };
  /** Rows that one GETBULK asks for. */
  readonly maxRepetitions: number;
  /** Counts that mean "not available", beside absent objects. */
  readonly absent: readonly number[];
  /** The first of several that the device has. */
  readonly model?: Identity | readonly Identity[];
  readonly serial?: Identity | readonly Identity[];
  readonly firmware?: Identity | readonly Identity[];
  /** An object below the root that only these devices have, for agents whose sysObjectID says nothing. Without it the model's. */
  readonly evidence?: string;
  /** One level of the whole device; several rows of a group are summed, never those of two levels. What the first group lacks the next may have. */
  readonly device: readonly SnmpGroup[];
  readonly phases: readonly SnmpGroup[];
  /** Tried in order; the first with rows is the device's. */
  readonly outlets: readonly SnmpGroup[];
};

/** Fills in what nearly all PDUs share. */
export function snmpPdu(
  profile: Omit<SnmpPduProfile, 'maxRepetitions' | 'absent' | 'phases' | 'outlets'> & Partial<SnmpPduProfile>,
): SnmpPduProfile {
  return { maxRepetitions: 10, absent: [-1], phases: [], outlets: [], ...profile };
}

/** One column that takes a number for each action. */
export function switchedBy(
  column: string,
  values: { readonly on: number; readonly off: number; readonly cycle?: number },
): Partial<Record<OutletAction, OutletWrite>> {
  const { on, off, cycle } = values;
  return {
    OUTLET_ON: { column, value: on },
    OUTLET_OFF: { column, value: off },
    ...(cycle === undefined ? {} : { OUTLET_CYCLE: { column, value: cycle } }),
  };
}

/** A column for each action, which takes the seconds until then: 0 is now. */
export function switchedAfterDelay(
  columns: Readonly<Record<'on' | 'off' | 'cycle', string>>,
): Record<OutletAction, OutletWrite> {
  return {
    OUTLET_ON: { column: columns.on, value: 0 },
    OUTLET_OFF: { column: columns.off, value: 0 },
    OUTLET_CYCLE: { column: columns.cycle, value: 0 },
  };
}
