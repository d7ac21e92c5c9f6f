import type { JSX } from 'solid-js';

/** Reads a text file that somebody chooses; it stays in the browser until the page sends it. */
export function CsvFile(props: { onText: (text: string, name: string) => void }): JSX.Element {
  return (
    <label class="inline-flex min-h-[var(--control)] cursor-pointer items-center rounded border border-line-strong/60 bg-surface px-3 font-medium hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent">
      Choose a CSV file
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        class="sr-only"
        onChange={async (event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) props.onText(await file.text(), file.name);
          // The same file, mended, can be chosen again.
          input.value = '';
        }}
      />
    </label>
  );
}
