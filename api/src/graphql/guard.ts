import type { AuthCheckerFn } from 'type-graphql';
import type { Context } from '../context.ts';
import type { Permission } from '../modules/identity/permissions.rules.ts';
import { Forbidden, refuse } from './refusals.ts';

/**
 * Checks `@Authorized('invoice:issue')` before a root field runs. Every root field says what it needs; the few that
 * answer without a viewer say `@Authorized('public')` (a test sweeps them all).
 */
export const guard: AuthCheckerFn<Context, Permission | 'public' | 'signed-in'> = ({ context, info }, [needed]) => {
  const { viewer } = context;
  const writes = info.parentType.name === 'Mutation';
  if (writes && viewer?.readOnly && info.fieldName !== 'signOut')
    refuse(new Forbidden('READ_ONLY', 'You are viewing as a customer; nothing can be changed.'));
  if (needed === 'public') return true;
  if (!viewer) refuse(new Forbidden('UNAUTHENTICATED', 'Sign in first.'));
  if (needed === 'signed-in') return true;
  if (!needed || !viewer.permissions.has(needed)) refuse(new Forbidden('FORBIDDEN', 'Your role does not allow this.'));
  return true;
};
