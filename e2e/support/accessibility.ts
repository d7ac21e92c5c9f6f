import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const rules: Record<'all' | 'colors', RunOptions> = {
  all: {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    resultTypes: ['violations'],
  },
  colors: {
    runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
    resultTypes: ['violations'],
  },
};

/**
 * What axe finds serious or critical on the page as it stands, a line each with the first element at fault.
 * Another theme changes nothing but colours.
 */
export async function seriousFindings(page: Page, which: keyof typeof rules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules[which],
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)}`);
}

/**
 * What a person without a mouse would stumble over: walks the page by Tab and asks of each stop whether it is new and can be seen,
 * then whether anything that reacts to a click was out of reach.
 */
export function keyboardFindings(page: Page): Promise<string[]> {
  return walk(page, 40);
}

async function walk(page: Page, steps: number): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const findings: string[] = [];
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const seen = window as unknown as { formerStop?: Element };
      const isSame = seen.formerStop === element;
      // A date field has a stop for each of its parts, and the browser marks them.
      const isPart = isSame && element.matches('[type="date"], [type="datetime-local"]');
      seen.formerStop = element;
      const isMarked = (node: Element) => {
        const style = getComputedStyle(node);
        const hasOutline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
        return hasOutline || style.boxShadow !== 'none';
      };
      // A switch or a card draws the ring of the input inside it.
      const drawnBy = [element, element.nextElementSibling, element.closest('label')].filter((node) => node !== null);
      const box = element.getBoundingClientRect();
      return {
        isStuck: isSame && !isPart,
        html: element.outerHTML.slice(0, 120),
        isSeen: isPart || drawnBy.some(isMarked),
        hasSize: box.width > 0 && box.height > 0,
      };
    });
    if (stop === null) break; // once round
    if (stop.isStuck) findings.push(`the keyboard is stuck at ${stop.html}`);
    if (!stop.isSeen) findings.push(`focus can't be seen at ${stop.html}`);
    if (!stop.hasSize) findings.push(`focus goes to something that isn't there: ${stop.html}`);
    if (findings.length > 0) break;
  }
  const outOfReach = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="button"]')]
      .filter((element) => element.checkVisibility() && !element.matches(':disabled') && element.tabIndex < 0)
      // One stop for a group whose members the arrows reach is how such groups work.
      .filter(
        (element) =>
          !element.closest('[role="tablist"], [role="radiogroup"], [role="grid"], [role="menu"], [role="listbox"]'),
      )
      .filter((element) => !element.closest('[aria-hidden="true"], [inert]'))
      .map((element) => `out of the keyboard's reach: ${element.outerHTML.slice(0, 120)}`),
  );
  return [...findings, ...outOfReach.slice(0, 3)];
}

/** Null, or how much wider than the window the page is. */
export async function overflow(page: Page): Promise<string | null> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wider > 0 ? `the page is ${wider} px wider than the window` : null;
}
