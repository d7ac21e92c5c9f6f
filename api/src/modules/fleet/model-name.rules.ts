/**
 * A model's name as it is compared: machines, makers and people write the same one differently. "Whatsminer M60S", "M60S" and
 * "MicroBT M60S" are one; so are "Antminer S21 XP Hyd." and "Antminer S21 XP Hydro". What tells models apart stays: S21, S21+, S21 Pro.
 */
export function modelKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(bitmain|microbt|canaan|bitdeer)\b/g, ' ')
    .replace(/\b(antminer|whatsminer|avalonminer|avalon|sealminer)\b/g, ' ')
    .replace(/\bhyd(ro)?\b\.?/g, 'hyd')
    .replace(/\bimm(ersion)?\b\.?/g, 'imm')
    .replace(/[\s_.-]+/g, '');
}

type Named = { readonly make: string; readonly name: string };

/** Finds a model by make and name, or by one text that says both or the name alone: as written, else by what it is compared by. Never one of several. */
export function modelFinder<M extends Named>(models: readonly M[]): (make: string | null, name: string) => M | null {
  const only = (fits: readonly M[]): M | null => (fits.length === 1 ? (fits[0] as M) : null);
  const asWritten = grouped(models, ({ make, name }) => `${make} ${name}`.toLowerCase());
  const byName = grouped(models, ({ name }) => name.toLowerCase());
  const byKey = grouped(models, ({ name }) => modelKey(name));
  return (make, name) => {
    const [text, key] = [name.toLowerCase(), modelKey(name)];
    return (
      only(asWritten.get(make === null ? text : `${make.toLowerCase()} ${text}`) ?? []) ??
      only(asWritten.get(text) ?? []) ??
      only(byName.get(text) ?? []) ??
      (key === '' ? null : only(byKey.get(key) ?? []))
    );
  };
}

function grouped<M>(models: readonly M[], keyOf: (model: M) => string): ReadonlyMap<string, readonly M[]> {
  const groups = new Map<string, M[]>();
  for (const model of models) groups.set(keyOf(model), [...(groups.get(keyOf(model)) ?? []), model]);
  return groups;
}
