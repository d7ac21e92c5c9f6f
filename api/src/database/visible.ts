import { type Ref, wrap } from '@mikro-orm/core';

/**
 * The row a reference points to, or null when there is none or the viewer's policies hide it: the ORM answers an empty
 * shell for a hidden row, which must not be taken for one.
 */
export async function visible<T extends object>(reference: Ref<T> | null | undefined): Promise<T | null> {
  const row = await (reference as { load(): Promise<T | null> } | null | undefined)?.load();
  return row && wrap(row).isInitialized() ? row : null;
}
