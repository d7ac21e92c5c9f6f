import { Card, Link, useTitle } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';

/** Pages that stand before the gate: their links come by mail or from the start, to people who aren't signed in. */
export const isDoor = (pathname: string): boolean => /\/(forgot|reset|invite|setup)\/?$/.test(pathname);

/** One card in the middle of an otherwise empty page. */
export function Door(props: { title: string; note?: JSX.Element; children?: JSX.Element }): JSX.Element {
  useTitle(() => props.title);
  return (
    <main class="grid min-h-dvh place-items-center p-4">
      <div class="flex w-full max-w-sm flex-col gap-6">
        <h1 class="text-center text-2xl">{props.title}</h1>
        <Card>
          <div class="flex flex-col gap-4">
            <Show when={props.note}>
              <p class="text-muted">{props.note}</p>
            </Show>
            {props.children}
          </div>
        </Card>
        <p class="text-center">
          <Link href="/">Go to the sign-in</Link>
        </p>
      </div>
    </main>
  );
}

/** A one-time link's token stands in the fragment, which no server ever sees. */
export const linkToken = (): string => decodeURIComponent(window.location.hash.slice(1));
