import type { Refusal } from '@hashyard/ui';

type Failed =
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly fault: { readonly title: string; readonly advice: string } };

/** What a dialog shows when an action was not done: one sentence, and the rows at fault. */
export type Refused = { readonly message: string; readonly details: readonly string[] };

/** More rows than this are counted, not listed. */
const MOST_DETAILS = 8;

/** `nameOf` turns an issue's path into the name of what it is about. */
export function refusedOf(
  failed: Failed,
  nameOf: (path: readonly string[]) => string | undefined = () => undefined,
): Refused {
  if ('fault' in failed) return { message: `${failed.fault.title}. ${failed.fault.advice}`, details: [] };
  const { message, issues = [] } = failed.refusal;
  const lines = issues.map((issue) => {
    const name = nameOf(issue.path);
    return name ? `${name}: ${issue.message}` : issue.message;
  });
  const listed = lines.slice(0, MOST_DETAILS);
  const more = lines.length - listed.length;
  return { message, details: more > 0 ? [...listed, `and ${more} more`] : listed };
}
