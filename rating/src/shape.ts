/** What is wrong with a file, and where: `contracts[0].prices[1].rate`. */
export type Fault = { readonly path: string; readonly message: string };
export type Report = (path: string, message: string) => void;
export type JsonSchema = { readonly [key: string]: unknown };

/**
 * One description of a value that both reads it and becomes its JSON Schema. `read` reports every fault with its path and
 * answers undefined when there was one.
 */
export type Shape<T> = {
  readonly schema: JsonSchema;
  read(value: unknown, path: string, report: Report): T | undefined;
};

/** A key of an object: due, or with the value that it has when left out. */
export type Key<T> = { readonly shape: Shape<T>; readonly absent?: { readonly value: T } };

/** An object while it is read: what was faulty is undefined, also within its lists. */
export type Draft<T> = {
  readonly [K in keyof T]?: T[K] extends readonly (infer Item)[] ? readonly (Item | undefined)[] : T[K];
};

export function scalar<T>(schema: JsonSchema, what: string, parse: (value: unknown) => T | undefined): Shape<T> {
  return {
    schema,
    read(value, path, report) {
      const parsed = parse(value);
      if (parsed === undefined) report(path, what);
      return parsed;
    },
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  return scalar({ enum: values }, `not one of ${values.join(', ')}`, (value) => values.find((one) => one === value));
}

/** `null` stands for `value`: mostly null itself, at an open end +-Infinity. */
function nullable<T, N>(shape: Shape<T>, value: N): Shape<T | N> {
  return {
    schema: { anyOf: [shape.schema, { type: 'null' }] },
    read: (given, path, report) => (given === null ? value : shape.read(given, path, report)),
  };
}

export function due<T>(shape: Shape<T>): Key<T> {
  return { shape };
}

/** A key that may be null or left out. */
export function maybe<T>(shape: Shape<T>): Key<T | null> {
  return { shape: nullable(shape, null), absent: { value: null } };
}

/** An open end: null or left out. */
export function open(shape: Shape<number>, end: number): Key<number> {
  return { shape: nullable(shape, end), absent: { value: end } };
}

export function withDefault<T>(shape: Shape<T>, value: T): Key<T> {
  return { shape, absent: { value } };
}

/** A list, which may be left out. Faulty items leave a hole, so that checks of the whole list keep the numbers right. */
export function list<T>(item: Shape<T>): Key<readonly T[]> {
  const shape: Shape<readonly T[]> = {
    schema: { type: 'array', items: item.schema },
    read(value, path, report) {
      if (!Array.isArray(value)) {
        report(path, 'not a list');
        return undefined;
      }
      return value.map((one, index) => item.read(one, `${path}[${index}]`, report)) as T[];
    },
  };
  return { shape, absent: { value: [] } };
}

/**
 * An object of exactly these keys. `check` sees what could be read (and the object as given) and reports what the keys say
 * together; an object with any fault inside is read as undefined.
 */
export function object<T extends object>(
  keys: { readonly [K in keyof T]: Key<T[K]> },
  check?: (draft: Draft<T>, path: string, report: Report, given: Readonly<Record<string, unknown>>) => void,
): Shape<T> {
  const entries = Object.entries(keys) as [string, Key<unknown>][];
  const known = new Set(entries.map(([name]) => name));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, { shape }]) => [name, shape.schema])),
      required: entries.filter(([, { absent }]) => !absent).map(([name]) => name),
      additionalProperties: false,
    },
    read(value, path, report) {
      if (!isObject(value)) {
        report(path === '' ? '$' : path, 'not an object');
        return undefined;
      }
      let whole = true;
      const note: Report = (at, message) => {
        whole = false;
        report(at, message);
      };
      const prefix = path === '' ? '' : `${path}.`;
      const draft: Record<string, unknown> = {};
      for (const [name, { shape, absent }] of entries) {
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        if (given !== undefined) draft[name] = shape.read(given, prefix + name, note);
        else if (absent) draft[name] = absent.value;
        else note(prefix + name, 'missing');
      }
      for (const name of Object.keys(value)) if (!known.has(name)) note(prefix + name, 'unknown key');
      check?.(draft as Draft<T>, path, note, value);
      return whole ? (draft as T) : undefined;
    },
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
