import { type Document, type Fault, useQuery } from '@hashyard/ui';
import { batch, createEffect, createSignal, on } from 'solid-js';

type Page<Node> = {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly totalCount: number;
};

export type AllPages<Node> = {
  /** What has come so far; undefined until the first page is there. */
  readonly rows: readonly Node[] | undefined;
  readonly error: Fault | undefined;
  /** How many there are in all; more than `rows` while pages are on their way, or where the list was cut. */
  readonly total: number | undefined;
  refetch(): void;
};

/** Longer lists are cut: nobody reads them, and the page's filters narrow them at the server. */
const MOST_ROWS = 5_000;

/**
 * Reads a whole connection, page after page, so that a table can order and search all of it. The document takes `$after`.
 * Rows stay on the screen while the list is read again. Variables that are null wait.
 */
export function useAllPages<Data, Variables extends { after?: string | null }, Node>(
  document: Document<Data, Variables>,
  variables: () => Omit<Variables, 'after'> | null,
  page: (data: Data) => Page<Node>,
  most = MOST_ROWS,
): AllPages<Node> {
  const [after, setAfter] = createSignal<string | null>(null);
  const [rows, setRows] = createSignal<readonly Node[]>();
  let pages = new Map<string | null, readonly Node[]>();
  const query = useQuery(document, () => {
    const wanted = variables();
    return wanted && ({ ...wanted, after: after() } as Variables);
  });

  const startOver = () =>
    batch(() => {
      pages = new Map();
      setAfter(null);
    });
  createEffect(
    on(
      () => JSON.stringify(variables()),
      () => {
        startOver();
        setRows(undefined);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => [query.data, query.stale] as const,
      ([data, stale]) => {
        if (!data) return;
        const got = page(data);
        pages.set(after(), got.nodes);
        const known = [...pages.values()].flat();
        const more = got.pageInfo.hasNextPage && known.length < most;
        batch(() => {
          // Read again, a list is shown anew when it is whole.
          if (!more || known.length > (rows()?.length ?? -1)) setRows(known);
          // What the cache had isn't gone on from: its answer would be lost, and with it what has come since.
          if (more && !stale && got.pageInfo.endCursor) setAfter(got.pageInfo.endCursor);
        });
      },
    ),
  );

  return {
    get rows() {
      return rows();
    },
    get error() {
      return query.error;
    },
    get total() {
      return query.data === undefined ? rows()?.length : page(query.data).totalCount;
    },
    refetch() {
      if (after() === null) query.refetch();
      else startOver();
    },
  };
}
