/** Why a query failed, in the words that a person needs. Refusals of mutations are something else: see refusal.ts. */
export type Fault = {
  /** The API's `extensions.code`, or `NETWORK`. */
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  readonly requestId?: string;
};

/** The shape of a failed GraphQL answer, whichever client brought it. */
export type FailedAnswer = {
  readonly networkError?: unknown;
  readonly graphQLErrors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
};

const words: Record<string, Pick<Fault, 'title' | 'advice'>> = {
  NETWORK: {
    title: 'The server can’t be reached',
    advice: 'What you see may be old. Check your connection; the page tries again by itself.',
  },
  UNAUTHENTICATED: { title: 'You are signed out', advice: 'Your session has ended. Sign in to go on.' },
  FORBIDDEN: { title: 'This isn’t open to you', advice: 'Your role doesn’t include it. An owner can change that.' },
  RATE_LIMITED: { title: 'Too many requests', advice: 'Wait a few seconds, then try again.' },
  TOO_COSTLY: { title: 'Too much at once', advice: 'Narrow the range or the filter, then try again.' },
};

const unknown: Pick<Fault, 'title' | 'advice'> = {
  title: 'Something went wrong on our side',
  advice: 'Try again. If it stays, tell support the request number.',
};

export function faultOf(failed: FailedAnswer): Fault {
  const first = failed.graphQLErrors?.[0];
  if (!first) return { code: 'NETWORK', ...(words.NETWORK ?? unknown) };
  const code = String(first.extensions?.code ?? 'INTERNAL');
  const requestId = first.extensions?.requestId;
  return { code, ...(words[code] ?? unknown), ...(typeof requestId === 'string' ? { requestId } : {}) };
}
