/** Works a value out when it is first asked for, and keeps it. */
export function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => (found ??= { value: find() }).value;
}
