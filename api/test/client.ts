import { afterAll, beforeAll } from 'vitest';
import type { Installation } from '../src/context.ts';
import { type RunningServer, startServer } from '../src/server.ts';

export type Answer<T> = { data: T; errors?: { message: string; path?: string[]; extensions: { code: string } }[] };

/** Talks to the running API as a browser or a program would; keeps the cookie that the server sets. */
export class Client {
  readonly #url: string;
  cookie: string | null = null;
  readonly #bearer: string | null;

  constructor(url: string, bearer: string | null = null) {
    this.#url = url;
    this.#bearer = bearer;
  }

  // oxlint-disable-next-line no-explicit-any -- a test says itself what shape it expects, by what it asserts
  async graphql<T = any>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set('cookie', this.cookie);
    if (this.#bearer) headers.set('authorization', `Bearer ${this.#bearer}`);
    const response = await fetch(`${this.#url}${path}`, { ...init, headers, redirect: 'manual' });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? null;
    return response;
  }

  /** Signs in, or throws with the server's answer. */
  async signIn(email: string, password: string): Promise<this> {
    const { data } = await this.graphql(
      'mutation($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code message } } }',
      { input: { email, password } },
    );
    if (data.signIn.__typename !== 'SignedIn') throw new Error(`sign-in answered ${JSON.stringify(data.signIn)}`);
    return this;
  }
}

/** The API on a free loopback port for one test file. */
export function useServer(installation: () => Installation): () => RunningServer & { client(bearer?: string): Client } {
  let server: RunningServer | null = null;
  beforeAll(async () => {
    server = await startServer({ host: '127.0.0.1', port: 0 }, (url) => ({ ...installation(), publicUrl: url }));
  });
  afterAll(() => server?.stop());
  return () => {
    if (!server) throw new Error('the server is there from beforeAll on');
    const { url } = server;
    return { ...server, client: (bearer) => new Client(url, bearer ?? null) };
  };
}
