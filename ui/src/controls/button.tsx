import { type JSX, Show, splitProps } from 'solid-js';
import { A } from '@solidjs/router';
import { Icon, type IconName } from '../icon.tsx';

type Look = {
  /** `primary` once a view, `danger` for what can't be undone, `quiet` inside tables and bars. */
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
};

const looks = {
  primary: 'bg-accent text-on-accent border-transparent hover:brightness-110',
  secondary: 'bg-surface text-text border-line-strong/60 hover:bg-hover',
  quiet: 'bg-transparent text-text border-transparent hover:bg-hover',
  danger: 'bg-bad text-surface border-transparent hover:brightness-110',
} as const;

const shape =
  'inline-flex items-center justify-center gap-2 rounded border px-3 font-medium whitespace-nowrap select-none min-h-[var(--control)] ' +
  'transition-[background-color,filter] duration-100 disabled:opacity-50 disabled:cursor-not-allowed';

export type ButtonProps = Look & { busy?: boolean } & JSX.ButtonHTMLAttributes<HTMLButtonElement>;

/** Says what happens: "Activate contract". While `busy` it stays focusable and ignores clicks. */
export function Button(props: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['look', 'icon', 'busy', 'class', 'children', 'onClick', 'type']);
  return (
    <button
      type={own.type ?? 'button'}
      class={`${shape} ${looks[own.look ?? 'secondary']} ${own.class ?? ''}`}
      aria-busy={own.busy || undefined}
      aria-disabled={own.busy || undefined}
      onClick={(event) => {
        if (own.busy) return event.preventDefault();
        if (typeof own.onClick === 'function') own.onClick(event);
      }}
      {...rest}
    >
      <Show when={own.busy} fallback={<Show when={own.icon}>{(name) => <Icon name={name()} size={16} />}</Show>}>
        <span
          class="size-4 rounded-full border-2 border-current border-t-transparent animate-spin"
          aria-hidden="true"
        />
      </Show>
      {own.children}
    </button>
  );
}

/** An icon with an accessible name, which is also its tooltip. */
export function IconButton(
  props: { icon: IconName; label: string } & JSX.ButtonHTMLAttributes<HTMLButtonElement>,
): JSX.Element {
  const [own, rest] = splitProps(props, ['icon', 'label', 'class']);
  return (
    <button
      type="button"
      aria-label={own.label}
      title={own.label}
      class={`inline-flex items-center justify-center rounded text-muted hover:bg-hover hover:text-text size-[var(--control)] disabled:opacity-50 ${own.class ?? ''}`}
      {...rest}
    >
      <Icon name={own.icon} />
    </button>
  );
}

/** A link inside the app. */
export function Link(props: { href: string; class?: string; children: JSX.Element; end?: boolean }): JSX.Element {
  return (
    <A
      href={props.href}
      end={props.end}
      class={`rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent ${props.class ?? ''}`}
    >
      {props.children}
    </A>
  );
}

/** A link inside the app that looks like a button. */
export function ButtonLink(props: Look & { href: string; class?: string; children: JSX.Element }): JSX.Element {
  return (
    <A href={props.href} class={`${shape} ${looks[props.look ?? 'secondary']} ${props.class ?? ''}`}>
      <Show when={props.icon}>{(name) => <Icon name={name()} size={16} />}</Show>
      {props.children}
    </A>
  );
}

/** A plain link to a file or another app, past the router. */
export function DownloadLink(props: Look & { href: string; class?: string; children: JSX.Element }): JSX.Element {
  return (
    <a
      href={props.href}
      rel="external"
      download=""
      class={`${shape} ${looks[props.look ?? 'secondary']} ${props.class ?? ''}`}
    >
      <Icon name={props.icon ?? 'download'} size={16} />
      {props.children}
    </a>
  );
}
