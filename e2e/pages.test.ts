import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { keyboardFindings, overflow, seriousFindings } from './support/accessibility.ts';
import { signInTo } from './support/apps.ts';
import { useBrowser } from './support/browser.ts';
import { type AppName, pagesOf } from './support/routes.ts';
import { userOf } from './support/world.ts';

const browser = useBrowser();
const [wide, phone] = [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
];

describe.each([
  { app: 'console', role: 'OWNER' },
  { app: 'portal', role: 'CUSTOMER_OWNER' },
] as const)('every page of the $app', ({ app, role }) => {
  test('passes axe in both themes, on a desk and on a phone, and works by keyboard alone', async () => {
    const paths = await pagesOf(app);
    const half = Math.ceil(paths.length / 2);
    // Two at once: a core is idle while a page waits for its data.
    const findings = await Promise.all(
      [paths.slice(0, half), paths.slice(half)].map(async (some) => {
        const page = await browser.person();
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await signInTo(page, app, userOf(role));
        const found: string[] = [];
        for (const path of some) found.push(...(await lookAt(page, app, path)));
        return found;
      }),
    );
    expect(findings.flat()).toEqual([]);
  });
});

test('so do the doors, before anybody is signed in', async () => {
  const page = await browser.person();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const findings: string[] = [];
  for (const app of ['console', 'portal'] as const)
    for (const path of ['/', '/forgot', '/invite', '/reset']) findings.push(...(await lookAt(page, app, path)));
  expect(findings).toEqual([]);
});

/** A page and each of its tabs. */
async function lookAt(page: Page, app: AppName, path: string): Promise<string[]> {
  await page.setViewportSize(wide);
  await page.goto(new URL(path.slice(1), inject('ready')[app]).href);
  try {
    await settled(page);
  } catch {
    return [`${app} ${path}: shows no heading, or a skeleton for ever`];
  }
  const tabs = await page.getByRole('tab').count();
  const findings: string[] = [];
  for (let tab = 0; tab < Math.max(1, tabs); tab++) {
    let name = path;
    if (tabs > 0) {
      await page.getByRole('tab').nth(tab).click();
      name = `${path} > ${await page.getByRole('tab').nth(tab).innerText()}`;
      await settled(page);
    }
    findings.push(...(await inBothThemesAndSizes(page)).map((finding) => `${app} ${name}: ${finding}`));
  }
  return findings;
}

async function inBothThemesAndSizes(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const [size, viewport] of Object.entries({ desk: wide, phone })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      findings.push(
        ...(await seriousFindings(page, colorScheme === 'light' ? 'all' : 'colors')).map(
          (finding) => `${size}, ${colorScheme}: ${finding}`,
        ),
      );
    }
  }
  const tooWide = await overflow(page);
  if (tooWide) findings.push(`phone: ${tooWide}`);
  await page.setViewportSize(wide);
  findings.push(...(await keyboardFindings(page)));
  return findings;
}

/** What the page asked for is there, and nothing stands as a skeleton any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
}
