import { useUrlFilter } from '../lists/url-filter.ts';
import { MACHINE_FILTERS } from './machines.view.ts';

type UrlFilter = { (): string; set(value: string): void };

/** The table's filters, each kept in the address under its name. */
export const useMachineFilters = (): Readonly<Record<(typeof MACHINE_FILTERS)[number], UrlFilter>> =>
  Object.fromEntries(
    MACHINE_FILTERS.map((name) => {
      const [read, set] = useUrlFilter(name);
      return [name, Object.assign(read, { set })];
    }),
  ) as Record<(typeof MACHINE_FILTERS)[number], UrlFilter>;
