import { Icon, ThemeSwitch, useTitle } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { FaceFragment } from '../../gql/graphql';

/** The page before one is in: a card in the middle, under the host's name and logo where they are known. */
export function Door(props: {
  title: string;
  note?: JSX.Element;
  face?: FaceFragment | null;
  children: JSX.Element;
}): JSX.Element {
  useTitle(() => props.title);
  return (
    <div class="flex min-h-dvh flex-col">
      <div class="flex justify-end p-2">
        <ThemeSwitch />
      </div>
      <main class="mx-auto flex w-full max-w-md flex-1 flex-col gap-6 px-5 pb-16 sm:pt-[8vh]">
        <div class="flex flex-col gap-2">
          <Show when={props.face} fallback={<Mark />}>
            {(face) => <Face face={face()} />}
          </Show>
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

function Mark(): JSX.Element {
  return (
    <span class="flex size-11 items-center justify-center rounded bg-accent text-on-accent">
      <Icon name="bill" size={22} />
    </span>
  );
}

function Face(props: { face: FaceFragment }): JSX.Element {
  return (
    <div class="flex min-w-0 items-center gap-3">
      <Show when={props.face.logoUrl} fallback={<Mark />}>
        {(logo) => <img src={logo()} alt="" class="size-11 rounded object-contain" />}
      </Show>
      <div class="min-w-0">
        <p class="text-lg font-semibold break-words">{props.face.displayName}</p>
        <Show when={props.face.slogan}>
          <p class="text-sm break-words text-muted">{props.face.slogan}</p>
        </Show>
      </div>
    </div>
  );
}
