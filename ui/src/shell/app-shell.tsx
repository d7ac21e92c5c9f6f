import { A, useLocation } from '@solidjs/router';
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import { IconButton } from '../controls/button.tsx';
import { Icon, type IconName } from '../icon.tsx';
import { ToastRegion } from '../overlay/toast.tsx';

export type NavItem = {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** Lit only on exactly this path; for the home page. */
  readonly end?: boolean;
};

/** The frame of an app. On a phone the sidebar becomes a bar at the bottom (up to five places) or a drawer. */
export function AppShell(props: {
  brand: JSX.Element;
  nav: readonly NavItem[];
  phone?: 'bottom' | 'drawer';
  /** At the end of the top bar: command bar, theme, account. */
  actions?: JSX.Element;
  /** Above every page: a lost link, what a long run has come to. */
  banner?: JSX.Element;
  children: JSX.Element;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const location = useLocation();
  createEffect(
    on(
      () => location.pathname,
      () => setOpen(false),
    ),
  );
  return (
    <div class="flex min-h-dvh flex-col lg:flex-row">
      <a
        href="#content"
        rel="external"
        class="sr-only focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-50 focus:rounded focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <aside class="hidden w-56 shrink-0 flex-col gap-4 border-r border-line bg-surface px-3 py-4 lg:sticky lg:top-0 lg:flex lg:h-dvh">
        <div class="px-2">{props.brand}</div>
        <NavList nav={props.nav} />
      </aside>
      <Show when={open()}>
        <div class="fixed inset-0 z-30 lg:hidden" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
          <button
            type="button"
            aria-label="Close menu"
            class="absolute inset-0 bg-black/45"
            onClick={() => setOpen(false)}
          />
          <div class="relative flex h-full w-64 flex-col gap-4 bg-surface px-3 py-4 shadow-float">
            <div class="px-2">{props.brand}</div>
            <NavList nav={props.nav} />
          </div>
        </div>
      </Show>
      <div class="flex min-w-0 flex-1 flex-col">
        <header class="sticky top-0 z-20 flex min-h-14 items-center gap-2 border-b border-line bg-surface px-4 lg:px-6">
          <Show when={props.phone !== 'bottom'}>
            <IconButton
              icon="menu"
              label="Menu"
              class="-ml-2 lg:hidden"
              aria-expanded={open()}
              onClick={() => setOpen(true)}
            />
          </Show>
          <div class="min-w-0 flex-1 truncate lg:hidden">{props.brand}</div>
          <div class="ml-auto flex min-w-0 items-center gap-1">{props.actions}</div>
        </header>
        {props.banner}
        <main
          id="content"
          tabIndex={-1}
          class={`flex min-w-0 flex-1 flex-col gap-6 p-4 outline-none sm:p-6 ${props.phone === 'bottom' ? 'max-lg:pb-24' : ''}`}
        >
          {props.children}
        </main>
      </div>
      <Show when={props.phone === 'bottom'}>
        <nav
          aria-label="Main"
          class="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
        >
          <For each={props.nav}>
            {(item) => (
              <A
                href={item.href}
                end={item.end}
                class="flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs -outline-offset-2"
                activeClass="text-accent font-semibold"
                inactiveClass="text-muted"
              >
                <Icon name={item.icon} size={20} />
                {item.label}
              </A>
            )}
          </For>
        </nav>
      </Show>
      <ToastRegion />
    </div>
  );
}

function NavList(props: { nav: readonly NavItem[] }): JSX.Element {
  return (
    <nav aria-label="Main" class="flex flex-col gap-0.5">
      <For each={props.nav}>
        {(item) => (
          <A
            href={item.href}
            end={item.end}
            class="flex min-h-9 items-center gap-3 rounded px-2 font-medium"
            activeClass="bg-accent-soft text-accent"
            inactiveClass="text-muted hover:bg-hover hover:text-text"
          >
            <Icon name={item.icon} />
            {item.label}
          </A>
        )}
      </For>
    </nav>
  );
}
