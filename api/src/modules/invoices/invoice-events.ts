import type { Scope } from '../../database/scope.ts';
import { newId } from '../../ids.ts';
import { type Invoice, InvoiceEvent } from './invoice.entity.ts';
import type { InvoiceEventKind } from './invoice.words.ts';

/** Notes what happened to an invoice, in the caller's transaction; written with its next flush. */
export function noteEvent(
  { em, now }: Scope,
  { id, organizationId }: Pick<Invoice, 'id' | 'organizationId'>,
  kind: InvoiceEventKind,
  actor: string,
  note: string | null = null,
): void {
  const at = now();
  em.create(InvoiceEvent, { id: newId(at.getTime()), organizationId, invoiceId: id, at, kind, actor, note });
}
