import type { AuditAction } from '../../gql/graphql.ts';

export const actionWords: Record<AuditAction, string> = { INSERT: 'Created', UPDATE: 'Changed', DELETE: 'Removed' };

type Entry = {
  readonly changed: readonly string[];
  readonly before?: string | null;
  readonly after?: string | null;
};
export type Change = { readonly field: string; readonly before: string; readonly after: string };

/** What differs between the two rows, field by field, as text. */
export function changesOf({ changed, before, after }: Entry): readonly Change[] {
  const [was, is] = [rowOf(before), rowOf(after)];
  return changed.map((field) => ({ field, before: textOf(was[field]), after: textOf(is[field]) }));
}

const rowOf = (json: string | null | undefined): Record<string, unknown> => (json ? JSON.parse(json) : {});

function textOf(value: unknown): string {
  if (value == null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
