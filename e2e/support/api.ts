/** A program on the API: signs itself in by the cookie that it is given, as a browser would. */
export class ApiClient {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- what a query answers is the test's own
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.#cookie },
      body: JSON.stringify({ query, variables }),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] };
    if (errors) throw new Error(`${query.trim().slice(0, 80)}: ${errors.map(({ message }) => message).join('; ')}`);
    return data;
  }

  /** Runs a mutation that has to succeed; answers its success. */
  // oxlint-disable-next-line typescript/no-explicit-any -- what a mutation answers is the test's own
  async do(name: string, input: Record<string, unknown>, success: string): Promise<any> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const data = await this.ask(
      `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${success} ... on Refusal { code message path } ... on InvalidInput { issues { code message path } } } }`,
      { input },
    );
    const answer = data[name];
    if ('code' in answer) throw new Error(`${name}: ${JSON.stringify(answer).slice(0, 500)}`);
    return answer;
  }

  /** Asks until the answer is as wanted: what devices do comes when it comes. */
  async until<T>(what: string, query: () => Promise<T>, wanted: (answer: T) => boolean, withinMs = 90_000): Promise<T> {
    const startedAt = performance.now();
    for (;;) {
      const answer = await query();
      if (wanted(answer)) return answer;
      if (performance.now() - startedAt > withinMs)
        throw new Error(`${what} hasn't come: ${JSON.stringify(answer).slice(0, 800)}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
