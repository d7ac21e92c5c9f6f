import { createSignal, type JSX, Show } from 'solid-js';

/** As much as the API takes at once (4 MiB), and room for what isn't sent. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Reads a text file that somebody chooses; it stays in the browser until the page sends it. */
export function CsvFile(props: { onText: (text: string, name: string) => void }): JSX.Element {
  const [isTooLarge, setTooLarge] = createSignal(false);
  const read = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    setTooLarge(file !== undefined && file.size > MOST_BYTES);
    if (file && !isTooLarge()) props.onText(await file.text(), file.name);
    // The same file, mended, can be chosen again.
    input.value = '';
  };
  return (
    <>
      <Show when={isTooLarge()}>
        <span role="alert" class="text-sm text-bad">
          A file may have 8 MB: split it.
        </span>
      </Show>
      <label class="inline-flex min-h-[var(--control)] cursor-pointer items-center rounded border border-line-strong/60 bg-surface px-3 font-medium hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent">
        Choose a CSV file
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          class="sr-only"
          onChange={(event) => read(event.currentTarget)}
        />
      </label>
    </>
  );
}
