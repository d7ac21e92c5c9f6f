import type { ViewerContext } from '../../context.ts';
import { newId } from '../../ids.ts';
import { ContractEvent } from './contract.entity.ts';
import type { ContractEventKind } from './contract.words.ts';

/** Notes on a contract's timeline who did what, in the transaction that does it. */
export function note(
  context: ViewerContext,
  contractId: string,
  kind: ContractEventKind,
  text: string | null = null,
): void {
  const at = context.now();
  context.em.create(ContractEvent, {
    id: newId(at.getTime()),
    organizationId: context.viewer.organizationId,
    contractId,
    at,
    kind,
    actor: context.viewer.name,
    note: text,
  });
}
