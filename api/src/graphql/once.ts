import { createHash } from 'node:crypto';
import { inTransaction } from '../database/scope.ts';
import type { ViewerContext } from '../context.ts';
import { actorOf } from '../modules/identity/viewer.ts';
import { Conflict, refuse } from './refusals.ts';

type Keyed = { readonly idempotencyKey?: string | null };
type Work<T> = (context: ViewerContext) => Promise<T>;

/**
 * Runs a mutation in one transaction, and with an `idempotencyKey` at most once: the same key with the same input answers
 * what the first call made (`load` by its id), with another input `IDEMPOTENCY_MISMATCH`. Two calls at once: the second
 * waits for the first's commit at the key's row.
 */
export function once<T extends { id: string }>(
  context: ViewerContext,
  mutation: string,
  input: Keyed,
  work: Work<T>,
  load: (context: ViewerContext, id: string) => Promise<T>,
): Promise<T> {
  return atMostOnce(context, mutation, input, work, {
    keep: ({ id }) => [id, null],
    recall: (scope, { result_id }) => load(scope, result_id as string),
  });
}

/** As `once`, for an answer that is no row: it is kept with its key as it stands, so it has to be plain JSON. */
export function onceAnswering<Answer extends object>(
  context: ViewerContext,
  mutation: string,
  input: Keyed,
  work: Work<Answer>,
): Promise<Answer> {
  return atMostOnce(context, mutation, input, work, {
    keep: (answer) => [null, JSON.stringify(answer)],
    recall: async (_, { answer }) => answer as Answer,
  });
}

type Kept = { input_hash: Buffer; result_id: string | null; answer: object | null };

async function atMostOnce<T>(
  context: ViewerContext,
  mutation: string,
  input: Keyed,
  work: Work<T>,
  memory: {
    keep: (made: T) => [resultId: string | null, answer: string | null];
    recall: (context: ViewerContext, kept: Kept) => Promise<T>;
  },
): Promise<T> {
  const key = input.idempotencyKey;
  if (!key) return inTransaction(context, work);
  if (key.length > 128)
    refuse(
      new Conflict('IDEMPOTENCY_MISMATCH', 'An idempotency key has 1 to 128 characters.', ['input', 'idempotencyKey']),
    );
  return inTransaction(context, async (scope) => {
    const actor = actorOf(context.viewer);
    const hash = createHash('sha256')
      .update(canonical({ ...input, idempotencyKey: null }))
      .digest();
    const taken: unknown[] = await scope.em.execute(
      `insert into idempotency_key (organization_id, actor, mutation, key, input_hash, created_at) values (?, ?, ?, ?, ?, ?)
       on conflict do nothing returning 1`,
      [context.viewer.organizationId, actor, mutation, key, hash, context.now()],
    );
    const where = [actor, mutation, key];
    if (taken.length === 0) {
      const [first]: Kept[] = await scope.em.execute(
        'select input_hash, result_id, answer from idempotency_key where actor = ? and mutation = ? and key = ?',
        where,
      );
      if (!first?.input_hash.equals(hash))
        return refuse(
          new Conflict('IDEMPOTENCY_MISMATCH', 'This key was used with another input.', ['input', 'idempotencyKey']),
        );
      return memory.recall(scope, first);
    }
    const made = await work(scope);
    await scope.em.flush();
    await scope.em.execute(
      'update idempotency_key set result_id = ?, answer = ?::jsonb where actor = ? and mutation = ? and key = ?',
      [...memory.keep(made), ...where],
    );
    return made;
  });
}

/** The same text for the same input, whatever order a client writes its fields in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
