/** The parts of an address that make a table's view; others (a tab, an open slot) aren't part of it. */
export function viewQuery(search: string, parts: readonly string[]): string {
  const all = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const part of parts) for (const value of all.getAll(part)) kept.append(part, value);
  kept.sort();
  return kept.toString();
}

/** What to set in the address to see a view: its own parts, and none of the others. */
export function viewParams(query: string, parts: readonly string[]): Record<string, string | null> {
  const wanted = new URLSearchParams(query);
  return Object.fromEntries(parts.map((part) => [part, wanted.get(part)]));
}
