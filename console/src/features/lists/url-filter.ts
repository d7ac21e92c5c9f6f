import { useSearchParams } from '@solidjs/router';

/** One filter of a page, kept in the URL under its name; empty is no filter. */
export function useUrlFilter(name: string): [() => string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const read = () => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  return [read, (value) => setParams({ [name]: value || null }, { replace: true, scroll: false })];
}
