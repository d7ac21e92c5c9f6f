import type { PduReading } from '../../src/reading.ts';

type Objects = Readonly<Record<string, number | string>>;
/** Objects of one PDU below its enterprise's root, made up after its MIB, and what they mean. */
export type PduRecording = {
  readonly profile: string;
  readonly name: string;
  readonly sysObjectId: string;
  readonly sysDescr?: string;
  /** The root that the objects stand below. */
  readonly below: string;
  readonly objects: Objects;
  readonly reading: {
    readonly [part in 'model' | 'serial' | 'firmware']?: string | null;
  } & { readonly device?: Partial<PduReading['device']> } & {
    readonly [part in 'cords' | 'phases' | 'outlets']?: readonly object[];
  };
};

export const ENTERPRISES = '1.3.6.1.4.1';

/** Columns of a table: `table.column.index` for each value. */
export function table(name: string, columns: Objects, index: string): Objects {
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [`${name}.${column}.${index}`, value]));
}
