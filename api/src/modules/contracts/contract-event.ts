import type { Scope } from '../../database/scope.ts';
import { newId } from '../../ids.ts';
import { ContractEvent } from './contract.entity.ts';
import type { ContractEventKind } from './contract.words.ts';

/** Who does something to a contract: a person, or a job under the product's own name. */
export type Acting = Scope & { readonly viewer: { readonly organizationId: string; readonly name: string } };

/** Notes on a contract's timeline who did what, in the transaction that does it. Its customer reads it too. */
export function note(
  { em, now, viewer }: Acting,
  contractId: string,
  kind: ContractEventKind,
  text: string | null = null,
): void {
  const at = now();
  em.create(ContractEvent, {
    id: newId(at.getTime()),
    organizationId: viewer.organizationId,
    contractId,
    at,
    kind,
    actor: viewer.name,
    note: text,
  });
}
