import { useSearchParams } from '@solidjs/router';
import { createSignal } from 'solid-js';
import { type Sort, sortFromText, sortToText } from './rows.ts';

/** What a table remembers: search, order and hidden columns. */
export type TableState = {
  readonly search: string;
  readonly sort: Sort | null;
  readonly hidden: readonly string[];
  setSearch(text: string): void;
  setSort(sort: Sort | null): void;
  setHidden(ids: readonly string[]): void;
};

export type TableDefaults = { sort?: Sort | null; hidden?: readonly string[] };

/** Keeps a table's view in the URL (`q`, `sort`, `hide`), so that it can be shared and survives going back. Several tables of a page take a prefix each. */
export function useTableState(defaults: TableDefaults = {}, prefix = ''): TableState {
  const [params, setParams] = useSearchParams();
  const read = (name: string): string | undefined => {
    const value = params[prefix + name];
    return Array.isArray(value) ? value[0] : value;
  };
  const write = (name: string, value: string | undefined) =>
    setParams({ [prefix + name]: value ?? null }, { replace: true, scroll: false });
  return {
    get search() {
      return read('q') ?? '';
    },
    get sort() {
      const text = read('sort');
      return text === undefined ? (defaults.sort ?? null) : sortFromText(text);
    },
    get hidden() {
      const text = read('hide');
      return text === undefined ? (defaults.hidden ?? []) : text.split('.').filter(Boolean);
    },
    setSearch: (text) => write('q', text || undefined),
    setSort: (sort) => write('sort', sortToText(sort)),
    setHidden: (ids) => write('hide', ids.length > 0 || defaults.hidden?.length ? ids.join('.') || '.' : undefined),
  };
}

/** The same in memory, for tables in dialogs and wizards. */
export function createTableState(defaults: TableDefaults = {}): TableState {
  const [search, setSearch] = createSignal('');
  const [sort, setSort] = createSignal<Sort | null>(defaults.sort ?? null);
  const [hidden, setHidden] = createSignal<readonly string[]>(defaults.hidden ?? []);
  return {
    get search() {
      return search();
    },
    get sort() {
      return sort();
    },
    get hidden() {
      return hidden();
    },
    setSearch,
    setSort,
    setHidden,
  };
}
