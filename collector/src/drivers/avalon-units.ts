import { type Answers, list } from './answers.ts';

/** One mining unit: its number on its chain, and the values by name as they were written. */
export type Unit = { readonly number: number; readonly values: ReadonlyMap<string, string> };

/**
 * Units by their texts `MM ID0`, `MM ID1` ...: of `estats`, else of `stats`. A controller of the 7, 8 and 9 series numbers those of each chain (AUC) from 1
 * again, in an entry of its own.
 */
export function unitsOf(answers: Answers): readonly Unit[] {
  for (const command of ['estats', 'stats']) {
    const units = list(answers.get(command), 'STATS').flatMap((entry) => {
      const ofEntry = new Map<number, Unit>();
      for (const [key, value] of Object.entries(entry)) {
        const number = Number(/^MM ID(\d+)(:Summary)?$/.exec(key)?.[1] ?? Number.NaN);
        if (Number.isNaN(number) || typeof value !== 'string' || ofEntry.has(number)) continue;
        ofEntry.set(number, { number, values: scanUnit(value) });
      }
      return [...ofEntry.values()].toSorted((a, b) => a.number - b.number);
    });
    if (units.length > 0) return units;
  }
  return [];
}

/** A name up to `[`, a value up to `]`; values hold spaces, names too ("Nonce Mask"). The Q wraps it all in `'STATS':{...}`. */
export function scanUnit(value: string): ReadonlyMap<string, string> {
  const pairs = [...value.matchAll(/([^[\]{}]*)\[([^\]]*)\]/g)];
  return new Map(pairs.map(([, name = '', inner = '']) => [name.trim(), inner.trim()]));
}

export function numbersOf({ values }: Unit, name: string): number[] {
  const parts = (values.get(name) ?? '').split(/\s+/).filter((part) => part !== '');
  return parts.map((part) => Number.parseFloat(part)).filter(Number.isFinite);
}

/** Known only when every unit says it. */
export function totalOf(units: readonly Unit[], name: string): number | null {
  const values = units.flatMap((unit) => numbersOf(unit, name).slice(0, 1));
  return units.length === 0 || values.length < units.length ? null : values.reduce((sum, value) => sum + value, 0);
}

/** "15-194-24102401_25462b2_9ddf522" and "1047-20051101_85dc6f0_0332654": the firmware begins with its date. Before, "7411706-3162860" was a 741 of 2017-06. */
export function modelAndFirmware({ values }: Unit): {
  readonly model: string | null;
  readonly firmware: string | null;
} {
  const version = values.get('Ver') ?? '';
  const [, model = null, firmware = null] =
    /^(.*?)-(\d{8}.*)$/.exec(version) ?? /^(\d{3})(\d{4}-\w+)$/.exec(version) ?? [];
  return { model, firmware };
}
