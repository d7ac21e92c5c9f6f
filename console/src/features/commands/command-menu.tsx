import { Icon, Menu } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import type { DeviceAction } from '../../gql/graphql.ts';
import { May } from '../session/may.tsx';
import { actionWords, type Told } from './command.view.ts';
import { CommandDialog } from './command-dialog.tsx';

/** What devices can be told, in a menu; each opens a dialog that shows the effect first. */
export function CommandMenu(props: {
  /** In the button: "Command", "Command 12 machines". */
  label: string;
  actions: readonly DeviceAction[];
  targetIds: readonly string[];
  /** Small enough for a row of a table: three dots. */
  compact?: boolean;
  onEnded?: () => void;
}): JSX.Element {
  const [told, setTold] = createSignal<Told>();
  return (
    <May do="device:command">
      <Menu
        label={props.label}
        class={props.compact ? 'min-h-6!' : 'border border-line-strong/60 bg-surface px-3 font-medium'}
        trigger={
          props.compact ? undefined : (
            <>
              {props.label}
              <Icon name="down" size={16} />
            </>
          )
        }
        items={props.actions.map((action) => ({
          label: actionWords[action].verb,
          danger: actionWords[action].danger,
          onSelect: () => setTold({ action, targetIds: props.targetIds }),
        }))}
      />
      <Show when={told()} keyed>
        {(chosen) => (
          <CommandDialog told={chosen} onClose={() => setTold(undefined)} onEnded={() => props.onEnded?.()} />
        )}
      </Show>
    </May>
  );
}
