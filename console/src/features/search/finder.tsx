import { type Command, CommandBar, type NavItem, useQuery } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, type JSX, onCleanup } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { Permission } from '../session/may.tsx';
import { useSession } from '../session/session.tsx';
import { foundCommands } from './finder.view.ts';

const findDocument = graphql(`
  query Find($search: String!) {
    customers(first: 4, filter: { search: $search }) {
      nodes {
        id
        name
        companyName
        contactEmail
      }
    }
    contracts(first: 4, filter: { search: $search }) {
      nodes {
        id
        displayNumber
        customer {
          id
          name
          companyName
        }
      }
    }
    invoices(first: 4, filter: { search: $search }) {
      nodes {
        id
        number
        period
        customer {
          id
          name
          companyName
        }
      }
    }
    miners(first: 6, filter: { search: $search }) {
      nodes {
        id
        name
        serial
        address
        model {
          id
          make
          name
        }
        site {
          id
          name
        }
      }
    }
    pdus(first: 3, filter: { search: $search }) {
      nodes {
        id
        name
        address
        site {
          id
          name
        }
      }
    }
    meters(first: 3, filter: { search: $search }) {
      nodes {
        id
        name
        address
        site {
          id
          name
        }
      }
    }
  }
`);

const actions: { id: string; label: string; href: string; needs: Permission }[] = [
  { id: 'add-customer', label: 'Add Customer', href: '/customers/new', needs: 'customer:create' },
  { id: 'new-contract', label: 'New Contract', href: '/contracts/new', needs: 'contract:create' },
];

/** Typing settles before the API is asked. */
const SETTLE_MS = 200;
const SHORTEST = 2;

/** Ctrl/Cmd-K: pages and actions at once, customers, contracts, invoices, machines and PDUs from the API. */
export function Finder(props: { pages: readonly NavItem[] }): JSX.Element {
  const navigate = useNavigate();
  const session = useSession();
  const [wanted, setWanted] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onSearch = (text: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => setWanted(text.trim()), SETTLE_MS);
  };
  onCleanup(() => clearTimeout(timer));
  const query = useQuery(findDocument, () => (wanted().length < SHORTEST ? null : { search: wanted() }));

  const fixedCommands = createMemo((): Command[] => [
    ...props.pages.map((page) => ({
      id: page.href,
      label: page.label,
      kind: 'Page',
      icon: page.icon,
      run: () => navigate(page.href),
    })),
    ...actions
      .filter(({ needs }) => session.viewer.permissions.includes(needs))
      .map(
        ({ id, label, href }): Command => ({
          id,
          label,
          kind: 'Action',
          icon: 'plus',
          run: () => navigate(href),
        }),
      ),
    { id: 'sign-out', label: 'Sign out', kind: 'Action', icon: 'leave', run: () => void session.signOut() },
  ]);
  const found = createMemo((): Command[] =>
    query.data && wanted().length >= SHORTEST
      ? foundCommands(query.data, wanted()).map(({ href, ...command }) => ({ ...command, run: () => navigate(href) }))
      : [],
  );

  return (
    <CommandBar
      commands={[...fixedCommands(), ...found()]}
      onSearch={onSearch}
      searching={wanted().length >= SHORTEST && query.loading}
    />
  );
}
