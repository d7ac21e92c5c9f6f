import { isId } from '../ids.ts';

/** The id of nothing. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** A filter's id as the database can compare it: a malformed one is the same as one that doesn't exist. */
export const anyIdOf = (id: string): string => (isId(id) ? id : nobody);

export const anyIdsOf = (ids: readonly string[]): string[] => ids.filter(isId);

/** A text as `ilike` takes it literally. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** `ilike` pattern of a search box's text, taken literally. */
export const likePattern = (text: string): string => `%${likeLiteral(text.trim())}%`;

/** The condition that one of these columns contains a text, whatever its case. */
export const containing = (text: string, columns: readonly string[]): object => ({
  $or: columns.map((column) => ({ [column]: { $ilike: likePattern(text) } })),
});
