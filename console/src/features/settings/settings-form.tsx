import { Button, Card, FormMessage } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';

/** One group of settings. Who may not change them sees them as they stand. */
export function SettingsForm(props: {
  title: string;
  may: boolean;
  verb: string;
  busy: boolean;
  message: string | undefined;
  onSubmit: (event: SubmitEvent) => void;
  children: JSX.Element;
}): JSX.Element {
  return (
    <Card title={props.title} class="max-w-4xl">
      <form class="flex flex-col gap-4" novalidate onSubmit={(event) => props.onSubmit(event)}>
        <FormMessage text={props.message} />
        <fieldset class="contents" disabled={!props.may}>
          {props.children}
        </fieldset>
        <Show when={props.may}>
          <div>
            <Button type="submit" look="primary" busy={props.busy}>
              {props.verb}
            </Button>
          </div>
        </Show>
      </form>
    </Card>
  );
}
