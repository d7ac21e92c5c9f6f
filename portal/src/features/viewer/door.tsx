import { Icon, ThemeSwitch, useTitle } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';

/** The page before one is in: a card in the middle. */
export function Door(props: { title: string; note?: JSX.Element; children: JSX.Element }): JSX.Element {
  useTitle(() => props.title);
  return (
    <div class="flex min-h-dvh flex-col">
      <div class="flex justify-end p-2">
        <ThemeSwitch />
      </div>
      <main class="mx-auto flex w-full max-w-md flex-1 flex-col gap-6 px-5 pb-16 sm:pt-[8vh]">
        <div class="flex flex-col gap-2">
          <span class="flex size-11 items-center justify-center rounded bg-accent text-on-accent">
            <Icon name="bill" size={22} />
          </span>
          <h1 class="mt-2 text-2xl leading-9">{props.title}</h1>
          <Show when={props.note}>
            <p class="text-muted">{props.note}</p>
          </Show>
        </div>
        {props.children}
      </main>
    </div>
  );
}
