import type { ContractStatus } from './contract.words.ts';

/** What may happen to a contract. ASSIGN also stands for taking units off it. */
export type LifeEvent =
  | 'REWRITE'
  | 'AMEND'
  | 'ASSIGN'
  | 'DISCARD'
  | 'ACTIVATE'
  | 'ACCEPT'
  | 'SUSPEND'
  | 'RESUME'
  | 'CHANGE_PRICE'
  | 'GIVE_NOTICE'
  | 'RENEW'
  | 'EXTEND'
  | 'EXPIRE'
  | 'TERMINATE';

const inForce = { ACTIVE: 'ACTIVE', SUSPENDED: 'SUSPENDED' } as const;

/** Every state that an event may meet, and the one that follows. What isn't listed is refused. */
const transitions: Record<LifeEvent, Partial<Record<ContractStatus, ContractStatus>>> = {
  REWRITE: { DRAFT: 'DRAFT' },
  AMEND: inForce,
  ASSIGN: { DRAFT: 'DRAFT', ...inForce },
  DISCARD: { DRAFT: 'CANCELLED' },
  ACTIVATE: { DRAFT: 'ACTIVE' },
  ACCEPT: { ACTIVE: 'ACTIVE' },
  SUSPEND: { ACTIVE: 'SUSPENDED' },
  RESUME: { SUSPENDED: 'ACTIVE' },
  CHANGE_PRICE: inForce,
  GIVE_NOTICE: inForce,
  RENEW: inForce,
  EXTEND: { ACTIVE: 'ACTIVE' },
  EXPIRE: { ACTIVE: 'EXPIRED', SUSPENDED: 'EXPIRED' },
  TERMINATE: { ACTIVE: 'TERMINATED', SUSPENDED: 'TERMINATED' },
};

/** The state after an event; null when the event can't happen in that state. */
export const transition = (status: ContractStatus, event: LifeEvent): ContractStatus | null =>
  transitions[event][status] ?? null;
