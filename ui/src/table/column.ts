import type { JSX } from 'solid-js';
import type { CellValue } from './rows.ts';

export type Column<R> = {
  readonly id: string;
  readonly header: string;
  /** What the column orders and searches by, and shows when there is no `cell`. */
  readonly value: (row: R) => CellValue;
  readonly cell?: (row: R) => JSX.Element;
  /** A CSS grid track: `1fr`, `8rem`, `minmax(10rem, 2fr)`. */
  readonly width?: string;
  readonly numeric?: boolean;
  /** Left out of the search. */
  readonly search?: boolean;
  /** Can't be hidden. */
  readonly fixed?: boolean;
};
