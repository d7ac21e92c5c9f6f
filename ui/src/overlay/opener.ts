/** By dialog, who may take the focus back when it closes. */
const openers = new WeakMap<Element, readonly HTMLElement[]>();

/** Remembers what had the focus when a dialog opened. */
export const rememberOpeners = (dialog: Element): void => {
  openers.set(dialog, openersOf(document.activeElement));
};

/** Gives the focus back to the nearest opener that is still there. */
export const returnFocus = (dialog: Element): void =>
  openers
    .get(dialog)
    ?.find((one) => one.isConnected)
    ?.focus();

/** Nearest first: a menu's item is gone by then, its button isn't; a dialog may have made room for this one. */
function openersOf(element: Element | null): HTMLElement[] {
  if (!(element instanceof HTMLElement)) return [];
  const menu = element.closest('[role="menu"]');
  const button = document.getElementById(menu?.getAttribute('aria-labelledby') ?? '');
  const dialog = element.closest('[role="dialog"]');
  return [element, ...openersOf(button), ...((dialog && openers.get(dialog)) ?? [])];
}
