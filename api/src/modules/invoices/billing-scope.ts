import type { Installation } from '../../context.ts';
import type { Scope } from '../../database/scope.ts';

/** What billing needs of who asks: a person's request and a job both have it. */
export type BillingScope = Scope & { readonly installation: Installation };
