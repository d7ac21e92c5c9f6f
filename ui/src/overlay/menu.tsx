import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { For, type JSX, Show } from 'solid-js';
import { Icon, type IconName } from '../icon.tsx';

export type MenuItem = {
  readonly label: string;
  readonly icon?: IconName;
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Draws a tick for a choice that can be on or off. */
  readonly checked?: boolean;
};

const itemClass =
  'flex items-center gap-2 rounded-sm px-3 min-h-9 outline-none cursor-default data-[highlighted]:bg-hover data-[disabled]:opacity-50';

/** A button that opens a list of actions; arrows, letters and Escape work. */
export function Menu(props: {
  label: string;
  items: readonly MenuItem[];
  /** What stands in the button; without it, three dots named by `label`. */
  trigger?: JSX.Element;
  /** Keep it open on a choice, for lists of ticks. */
  stays?: boolean;
  class?: string;
}): JSX.Element {
  return (
    <DropdownMenu gutter={4}>
      <DropdownMenu.Trigger
        aria-label={props.label}
        title={props.trigger ? undefined : props.label}
        class={`inline-flex items-center justify-center gap-2 rounded px-2 min-h-[var(--control)] min-w-[var(--control)] hover:bg-hover ${props.class ?? ''}`}
      >
        <Show when={props.trigger} fallback={<Icon name="more" />}>
          {props.trigger}
        </Show>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="z-50 min-w-48 max-h-[70vh] overflow-y-auto rounded border border-line bg-raised p-1 shadow-float outline-none">
          <For each={props.items}>
            {(item) => (
              <Show
                when={item.checked !== undefined}
                fallback={
                  <DropdownMenu.Item
                    class={`${itemClass} ${item.danger ? 'text-bad' : ''}`}
                    disabled={item.disabled}
                    closeOnSelect={!props.stays}
                    onSelect={() => item.onSelect()}
                  >
                    <Show when={item.icon}>{(name) => <Icon name={name()} size={16} />}</Show>
                    {item.label}
                  </DropdownMenu.Item>
                }
              >
                <DropdownMenu.CheckboxItem
                  class={itemClass}
                  disabled={item.disabled}
                  closeOnSelect={!props.stays}
                  checked={item.checked}
                  onChange={() => item.onSelect()}
                >
                  <Icon name="check" size={16} class={item.checked ? '' : 'invisible'} />
                  {item.label}
                </DropdownMenu.CheckboxItem>
              </Show>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
