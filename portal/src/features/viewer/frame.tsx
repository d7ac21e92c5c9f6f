import {
  AppShell,
  Button,
  Dialog,
  ErrorState,
  Icon,
  Menu,
  type MenuItem,
  type NavItem,
  Notice,
  SkeletonLines,
  ThemeSwitch,
  toast,
  useGraph,
  useMutation,
  whyNot,
} from '@hashyard/ui';
import { Navigate, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Match, Show, Suspense, Switch } from 'solid-js';
import { graphql } from '../../gql';
import { ChooseMembership } from './choose-membership.tsx';
import { Door } from './door.tsx';
import { useViewer, type Viewer } from './viewer.tsx';

export const SignOutDocument = graphql(`
  mutation SignOut($input: SignOutInput!) {
    signOut(input: $input) {
      ... on SignedOut {
        everywhere
      }
      ...RefusalFields
    }
  }
`);

const nav: readonly NavItem[] = [
  { href: '/', label: 'Home', icon: 'home', end: true },
  { href: '/machines', label: 'Machines', icon: 'machine' },
  { href: '/contracts', label: 'Contracts', icon: 'contract' },
  { href: '/bills', label: 'Bills', icon: 'bill' },
  { href: '/people', label: 'People', icon: 'people' },
];

/** Lets customers in, sends others to where they belong, and draws what all pages share. */
export function Frame(props: RouteSectionProps): JSX.Element {
  const { viewer, query } = useViewer();
  const location = useLocation();
  const signIn = () =>
    `/sign-in?to=${encodeURIComponent(`/${location.pathname.slice(import.meta.env.BASE_URL.length)}`)}`;
  return (
    <Switch fallback={<FirstLook />}>
      <Match when={query.error && viewer() === undefined && query.error}>
        {(fault) => (
          <main class="pt-[15vh]">
            <ErrorState fault={fault()} onRetry={() => query.refetch()} />
          </main>
        )}
      </Match>
      <Match when={viewer() === null}>
        <Navigate href={signIn()} />
      </Match>
      <Match when={viewer()?.customer ? viewer() : undefined}>
        {(customer) => <CustomerFrame viewer={customer()}>{props.children}</CustomerFrame>}
      </Match>
      <Match when={viewer()}>{(staff) => <StaffDoor viewer={staff()} />}</Match>
    </Switch>
  );
}

function CustomerFrame(props: { viewer: Viewer; children: JSX.Element }): JSX.Element {
  const graph = useGraph();
  const customerName = () => props.viewer.customer?.companyName ?? props.viewer.customer?.name ?? '';
  return (
    <AppShell
      nav={nav}
      phone="bottom"
      brand={<Brand viewer={props.viewer} />}
      actions={
        <>
          <span class="hidden min-w-0 truncate px-2 text-muted md:block">{customerName()}</span>
          <ThemeSwitch />
          <AccountMenu viewer={props.viewer} />
        </>
      }
      banner={
        <>
          <Show when={props.viewer.readOnly}>
            <ViewingBanner customerName={customerName()} />
          </Show>
          <Show when={graph.link() === 'lost'}>
            <Notice tone="warn">The connection is lost. What you see may be old; it is being restored.</Notice>
          </Show>
        </>
      }
    >
      <div class="mx-auto flex w-full max-w-6xl flex-col gap-6">
        <Suspense fallback={<SkeletonLines lines={4} />}>{props.children}</Suspense>
      </div>
    </AppShell>
  );
}

/** Staff looking in: marked on every page, and the way back. */
function ViewingBanner(props: { customerName: string }): JSX.Element {
  const signOut = useMutation(SignOutDocument);
  const leave = async () => {
    const answer = await signOut.run({ input: {} });
    if (answer.ok) window.location.assign('/console/');
    else toast(whyNot(answer), 'failed');
  };
  return (
    <Notice
      tone="warn"
      action={
        <Button busy={signOut.busy} onClick={() => void leave()}>
          Stop viewing
        </Button>
      }
    >
      You see the portal as {props.customerName} sees it. Nothing can be changed here.
    </Notice>
  );
}

function Brand(props: { viewer: Viewer }): JSX.Element {
  const branding = () => props.viewer.organization.branding;
  return (
    <span class="flex min-w-0 items-center gap-2 font-semibold">
      <Show
        when={branding().logoUrl}
        fallback={
          <span
            class="flex size-7 shrink-0 items-center justify-center rounded-sm bg-accent text-xs text-on-accent"
            aria-hidden="true"
          >
            {branding().displayName.slice(0, 1).toUpperCase()}
          </span>
        }
      >
        {(logo) => <img src={logo()} alt="" class="size-7 shrink-0 rounded-sm object-contain" />}
      </Show>
      <span class="truncate" title={branding().displayName}>
        {branding().displayName}
      </span>
    </span>
  );
}

function AccountMenu(props: { viewer: Viewer }): JSX.Element {
  const { renew } = useViewer();
  const navigate = useNavigate();
  const signOut = useMutation(SignOutDocument);
  const [choosing, setChoosing] = createSignal(false);
  const leave = async (everywhere: boolean) => {
    const answer = await signOut.run({ input: { everywhere } });
    if (answer.ok) renew();
    else toast(whyNot(answer), 'failed');
  };
  const items = (): readonly MenuItem[] => [
    ...(props.viewer.memberships.length > 1 && !props.viewer.readOnly
      ? [{ label: 'Another account', icon: 'people', onSelect: () => setChoosing(true) } as const]
      : []),
    { label: 'Profile', icon: 'person', onSelect: () => navigate('/profile') },
    { label: 'Sign out', icon: 'leave', onSelect: () => void leave(false) },
    { label: 'Sign out everywhere', icon: 'leave', onSelect: () => void leave(true) },
  ];
  return (
    <>
      <Menu
        label={`Account of ${props.viewer.name}`}
        trigger={
          <>
            <Icon name="person" />
            <span class="max-w-40 truncate max-sm:sr-only">{props.viewer.name}</span>
          </>
        }
        items={items()}
      />
      <Dialog open={choosing()} onClose={() => setChoosing(false)} title="Which account?">
        <ChooseMembership
          memberships={props.viewer.memberships}
          onChosen={() => {
            setChoosing(false);
            renew();
          }}
        />
      </Dialog>
    </>
  );
}

/** Staff have nothing to see here. */
function StaffDoor(props: { viewer: Viewer }): JSX.Element {
  const { renew } = useViewer();
  const signOut = useMutation(SignOutDocument);
  return (
    <Door
      title="This is the customers’ portal"
      note={`You are signed in as ${props.viewer.name}, staff of ${props.viewer.organization.name}. Your tools are in the console.`}
    >
      <div class="flex flex-wrap gap-2">
        <a
          href="/console/"
          rel="external"
          class="inline-flex min-h-[var(--control)] items-center gap-2 rounded bg-accent px-4 font-medium text-on-accent"
        >
          Open the console
        </a>
        <Button busy={signOut.busy} onClick={() => void signOut.run({ input: {} }).then(renew)}>
          Sign out
        </Button>
      </div>
      <Show when={props.viewer.memberships.length > 1}>
        <ChooseMembership memberships={props.viewer.memberships} onChosen={renew} />
      </Show>
    </Door>
  );
}

/** While it isn't known who is there: the frame's outline, nothing that could be wrong. */
function FirstLook(): JSX.Element {
  return (
    <main class="mx-auto flex max-w-6xl flex-col gap-6 p-6 pt-20">
      <SkeletonLines lines={5} />
    </main>
  );
}
