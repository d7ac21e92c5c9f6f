import type { JSX } from 'solid-js';
import { Button, ButtonLink } from '../controls/button.tsx';
import { FormMessage } from './form-message.tsx';

/** A form that is a page: cards with fields, what belongs to no field above them, the verb and the way out below. */
export function PageForm(props: {
  onSubmit: (event: SubmitEvent) => void;
  message: string | undefined;
  busy: boolean;
  /** What the button says: "Create customer". */
  verb: string;
  cancelHref: string;
  /** How wide it may be; by default what reads well. */
  class?: string;
  children: JSX.Element;
}): JSX.Element {
  return (
    <form
      class={`flex flex-col gap-4 ${props.class ?? 'max-w-3xl'}`}
      novalidate
      onSubmit={(event) => props.onSubmit(event)}
    >
      <FormMessage text={props.message} />
      {props.children}
      <div class="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" busy={props.busy}>
          {props.verb}
        </Button>
        <ButtonLink href={props.cancelHref} look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
