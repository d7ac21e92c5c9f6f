import type { Page } from 'playwright-core';
import { inject } from 'vitest';

/** Signs a person in to one of the two apps, by its page. */
export async function signInTo(
  page: Page,
  app: 'console' | 'portal',
  user: { email: string; password: string },
): Promise<void> {
  await page.goto(inject('ready')[app]);
  await page.getByLabel('Email').fill(user.email);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}
