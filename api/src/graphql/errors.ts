import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refused } from './refusals.ts';

/** Codes that say what the client did wrong; their messages may be shown. */
const known = new Set([
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'READ_ONLY',
  'TOO_COSTLY',
  'RATE_LIMITED',
  'NOT_FOUND',
  'NOT_DURABLE',
]);
/** The server library's own words for a request that isn't valid GraphQL. */
const invalidRequest = new Set([
  'GRAPHQL_PARSE_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/**
 * What a client sees of an error: expected ones by their code; a fault as `INTERNAL` with the request's id and no more,
 * logged here once with all it knows.
 */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string = randomUUID(),
): GraphQLFormattedError {
  // Also one without a path: what a subscription's source throws was never in a resolver.
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (original instanceof Refused)
    return { ...shown(formatted), message: original.refusal.message, extensions: { code: original.refusal.code } };
  const code = String(
    formatted.extensions?.code ?? (original instanceof GraphQLError ? 'GRAPHQL_VALIDATION_FAILED' : 'INTERNAL'),
  );
  if (invalidRequest.has(code))
    return { ...shown(formatted), message: formatted.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  if (known.has(code)) {
    const retryAfterMs = formatted.extensions?.retryAfterMs;
    return {
      ...shown(formatted),
      message: formatted.message,
      extensions: retryAfterMs === undefined ? { code } : { code, retryAfterMs },
    };
  }
  console.error(JSON.stringify({ level: 'error', requestId, path: formatted.path, fault: describe(original) }));
  return {
    ...shown(formatted),
    message: 'Something went wrong on our side.',
    extensions: { code: 'INTERNAL', requestId },
  };
}

const shown = ({ path, locations }: GraphQLFormattedError) => ({
  ...(locations ? { locations } : {}),
  ...(path ? { path } : {}),
});

const describe = (fault: unknown): string => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
