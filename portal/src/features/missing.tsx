import { ButtonLink, EmptyState } from '@hashyard/ui';
import type { JSX } from 'solid-js';

/** There is no such thing, or it isn't this customer's; the two can't be told apart. */
export function Missing(props: { what: string; back: string; backWords: string }): JSX.Element {
  return (
    <EmptyState title={`${props.what} not found`} action={<ButtonLink href={props.back}>{props.backWords}</ButtonLink>}>
      It doesn’t exist, or it isn’t part of this account.
    </EmptyState>
  );
}
