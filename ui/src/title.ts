import { type Accessor, createEffect, createSignal } from 'solid-js';

const [appName, setAppName] = createSignal('');

/** The app's or the operator's name, at the end of every page's title. */
export { setAppName };

/** Names the page in the browser's tab: "INV-000009 · Prairie Hash". */
export function useTitle(title: Accessor<string | undefined>): void {
  createEffect(() => {
    document.title = [title(), appName()].filter(Boolean).join(' · ');
  });
}
