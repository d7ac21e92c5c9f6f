import { Dialog as Base } from '@kobalte/core/dialog';
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { Icon, type IconName } from '../icon.tsx';

export type Command = {
  readonly id: string;
  readonly label: string;
  /** What it is, or where: "Customer", "Page". */
  readonly kind: string;
  readonly icon?: IconName;
  /** Further words by which it is found. */
  readonly keywords?: string;
  readonly run: () => void;
};

const SHOWN = 12;

/** Ctrl/Cmd-K: finds pages, things and actions. `commands` are at hand; `onSearch` lets the app fetch more, which it then adds to `commands`. */
export function CommandBar(props: {
  commands: readonly Command[];
  onSearch?: (text: string) => void;
  searching?: boolean;
}): JSX.Element {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const [text, setText] = createSignal('');
  const [active, setActive] = createSignal(0);
  const found = createMemo(() => findCommands(props.commands, text()).slice(0, SHOWN));
  createEffect(on(found, () => setActive(0)));

  const onShortcut = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setOpen(true);
  };
  onMount(() => document.addEventListener('keydown', onShortcut));
  onCleanup(() => document.removeEventListener('keydown', onShortcut));

  const type = (value: string) => {
    setText(value);
    props.onSearch?.(value);
  };
  const run = (command: Command | undefined) => {
    if (!command) return;
    setOpen(false);
    type('');
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const length = found().length;
    if (event.key === 'ArrowDown') setActive((n) => (n + 1) % Math.max(1, length));
    else if (event.key === 'ArrowUp') setActive((n) => (n - 1 + length) % Math.max(1, length));
    else if (event.key === 'Enter') run(found()[active()]);
    else return;
    event.preventDefault();
  };

  return (
    <Base open={open()} onOpenChange={setOpen}>
      <Base.Trigger class="flex min-h-[var(--control)] items-center gap-2 rounded border border-line-strong/60 px-2 text-muted hover:bg-hover">
        <Icon name="search" size={16} />
        <span class="max-sm:sr-only">Find</span>
        <kbd class="rounded-sm border border-line px-1 text-xs font-sans max-sm:hidden">{shortcut()}</kbd>
      </Base.Trigger>
      <Base.Portal>
        <Base.Overlay class="fixed inset-0 z-40 bg-black/45" />
        <div class="fixed inset-0 z-50 flex items-start justify-center p-4 pt-[12vh]">
          <Base.Content class="flex max-h-[70vh] w-full max-w-xl flex-col overflow-hidden rounded-lg bg-raised shadow-float outline-none">
            <Base.Title class="sr-only">Find anything</Base.Title>
            <input
              ref={(element) => queueMicrotask(() => element.focus())}
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={found().length > 0 ? `${id}-${active()}` : undefined}
              aria-label="Find anything"
              placeholder="Customer, contract, invoice, machine, page or action"
              class="min-h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
              value={text()}
              onInput={(event) => type(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
            <ul id={`${id}-list`} role="listbox" aria-label="Found" class="overflow-y-auto p-1">
              <For each={found()}>
                {(command, index) => (
                  <li
                    id={`${id}-${index()}`}
                    role="option"
                    aria-selected={active() === index()}
                    class="flex min-h-10 cursor-pointer items-center gap-3 rounded px-3 aria-selected:bg-accent-soft"
                    onPointerMove={() => setActive(index())}
                    onClick={() => run(command)}
                  >
                    <Icon name={command.icon ?? 'right'} size={16} class="text-muted" />
                    <span class="min-w-0 flex-1 truncate">{command.label}</span>
                    <span class="text-sm text-muted">{command.kind}</span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={found().length === 0}>
              <p class="px-4 py-6 text-center text-muted">
                {props.searching ? 'Searching' : `Nothing found for “${text()}”`}
              </p>
            </Show>
          </Base.Content>
        </div>
      </Base.Portal>
    </Base>
  );
}

const shortcut = (): string => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K');

/** Commands in which every word occurs; those whose label begins with the text come first. */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter(Boolean);
  const hits = commands.filter((command) => {
    const all = `${command.label} ${command.kind} ${command.keywords ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const rank = (command: Command) => (command.label.toLowerCase().startsWith(wanted) ? 0 : 1);
  return hits.toSorted((a, b) => rank(a) - rank(b));
}
