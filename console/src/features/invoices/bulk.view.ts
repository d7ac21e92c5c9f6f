import type { InvoiceChange, InvoiceStatus } from '../../gql/graphql.ts';
import { fits } from './invoice-life.view.ts';

type Chosen = { readonly status: InvoiceStatus };

/** As many as one request takes. */
const MOST_AT_ONCE = 200;

/** Those of the chosen that a change fits. */
export const fitting = <I extends Chosen>(chosen: readonly I[], change: InvoiceChange): readonly I[] =>
  chosen.filter(({ status }) => fits(change, status)).slice(0, MOST_AT_ONCE);
