import type { TypedDocumentString } from './gql/graphql.ts';

/** The API could not be asked, or answered with a GraphQL error instead of data. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** `UNREACHABLE`, `HTTP_<status>`, or the API's own `extensions.code`. */
  readonly code: string;
  readonly retryAfterMs: number | null;

  constructor(code: string, message: string, retryAfterMs: number | null = null) {
    super(`${code}: ${message}`);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export type Api = {
  execute<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data>;
};

const TIMEOUT_MS = 20_000;

type Answer<Data> = {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; retryAfterMs?: number } }[];
};

export function createApi(url: URL, token: string): Api {
  return {
    execute: async <Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: document.toString(), variables }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      }).catch((error: Error) => {
        throw new ApiFailure('UNREACHABLE', error.cause instanceof Error ? error.cause.message : error.message);
      });
      const answer = (await response.json().catch(() => {
        throw new ApiFailure(`HTTP_${response.status}`, 'no JSON in the answer');
      })) as Answer<Data>;
      const [error] = answer.errors ?? [];
      if (error)
        throw new ApiFailure(
          error.extensions?.code ?? `HTTP_${response.status}`,
          error.message,
          error.extensions?.retryAfterMs ?? null,
        );
      if (!answer.data) throw new ApiFailure(`HTTP_${response.status}`, 'neither data nor errors in the answer');
      return answer.data;
    },
  };
}
