import { Asked, Link, NoSuch, PageHeader, type QueryState } from '@hashyard/ui';
import type { Accessor, JSX } from 'solid-js';

/** A page on which something is done at one site; its head leads back to the site. */
export function SiteTask<Site extends { readonly id: string; readonly name: string }>(props: {
  query: QueryState<{ readonly site?: Site | null }>;
  title: string;
  note?: JSX.Element;
  /** Laid out like what comes. */
  skeleton?: JSX.Element;
  children: (site: Accessor<Site>) => JSX.Element;
}): JSX.Element {
  return (
    <Asked
      query={props.query}
      of={(data) => data.site}
      none={<NoSuch what="site" icon="site" href="/sites" all="All sites" />}
      skeleton={props.skeleton}
    >
      {(site) => (
        <>
          <PageHeader
            above={<Link href={`/sites/${site().id}`}>{site().name}</Link>}
            title={props.title}
            note={props.note}
          />
          {props.children(site)}
        </>
      )}
    </Asked>
  );
}
