/** One message of a subscription that sends all of its items first and then only what changed. */
export type ItemsUpdate<Item> = {
  /** These are all there are: forget the rest. */
  readonly snapshot: boolean;
  readonly items: readonly Item[];
  readonly removed: readonly string[];
};

/** The items by id after a message. An older message than what is known can't come: a new link begins with a snapshot. */
export function foldItems<Item>(
  state: ReadonlyMap<string, Item> | undefined,
  update: ItemsUpdate<Item>,
  idOf: (item: Item) => string,
): ReadonlyMap<string, Item> {
  const next = new Map(update.snapshot ? undefined : state);
  for (const item of update.items) next.set(idOf(item), item);
  for (const id of update.removed) next.delete(id);
  return next;
}
