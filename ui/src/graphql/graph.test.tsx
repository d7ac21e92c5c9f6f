// @vitest-environment jsdom
import { renderHook } from '@solidjs/testing-library';
import { parse } from 'graphql';
import type { Client as SocketClient, Sink } from 'graphql-ws';
import { createSignal, type JSX } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { createGraph, type Graph } from './client.ts';
import { type Document, GraphProvider } from './context.ts';
import { useLive } from './live.ts';
import { useMutation } from './mutation.ts';
import { useQuery } from './query.ts';

type Asked = { readonly query: string; readonly variables: Record<string, number> };
type Message = { readonly data?: unknown; readonly errors?: unknown };

/** The real client over a fetch that answers here, and a socket whose messages the test sends. */
function fakeGraph(answer: (asked: Asked) => Message) {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const request = JSON.parse(body) as Asked;
    asked.push(request);
    return new Response(JSON.stringify(answer(request)), { headers: { 'content-type': 'application/json' } });
  });
  const sinks: Sink<Message>[] = [];
  const ended = vi.fn();
  const socket = {
    subscribe: (_: unknown, sink: Sink<Message>) => (sinks.push(sink), ended),
  } as unknown as SocketClient;
  const [reconnects, setReconnects] = createSignal(0);
  const onViewerLost = vi.fn();
  const real = createGraph({ url: 'http://localhost/graphql', onViewerLost });
  const graph: Graph = { ...real, socket: () => socket, reconnects };
  const wrapper = (props: { children: JSX.Element }) => <GraphProvider value={graph}>{props.children}</GraphProvider>;
  return { asked, sinks, ended, graph, onViewerLost, wrapper, reconnect: () => setReconnects((n) => n + 1) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const NumberDocument = parse('query ($n: Int!) { number(n: $n) }') as Document<{ number: number }, { n: number }>;

const tenfold = ({ variables }: Asked) => ({ data: { number: (variables.n ?? 0) * 10 } });

test('a query answers by its variables, and again when they change', async () => {
  const { wrapper } = fakeGraph(tenfold);
  const [n, setN] = createSignal(1);
  const { result } = renderHook(() => useQuery(NumberDocument, () => ({ n: n() })), { wrapper });
  expect(result.loading).toBe(true);
  await vi.waitFor(() => expect(result.data).toEqual({ number: 10 }));
  setN(2);
  expect(result.data).toBeUndefined();
  await vi.waitFor(() => expect(result.data).toEqual({ number: 20 }));
});

test('what is known is shown at once to the next who asks', async () => {
  const { wrapper } = fakeGraph(tenfold);
  const first = renderHook(() => useQuery(NumberDocument, () => ({ n: 4 })), { wrapper });
  await vi.waitFor(() => expect(first.result.data).toEqual({ number: 40 }));
  const second = renderHook(() => useQuery(NumberDocument, () => ({ n: 4 })), { wrapper });
  expect(second.result.data).toEqual({ number: 40 });
});

test('a query without variables yet waits', () => {
  const { asked, wrapper } = fakeGraph(tenfold);
  const { result } = renderHook(() => useQuery(NumberDocument, () => null), { wrapper });
  expect(asked).toHaveLength(0);
  expect(result.loading).toBe(true);
});

test('a link that comes back asks again and keeps what is shown meanwhile', async () => {
  const { asked, wrapper, reconnect } = fakeGraph(tenfold);
  const { result } = renderHook(() => useQuery(NumberDocument, () => ({ n: 1 })), { wrapper });
  await vi.waitFor(() => expect(result.data).toBeDefined());
  reconnect();
  expect(result.data).toEqual({ number: 10 });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
});

test('half an answer is a failure, not a thing that doesn’t exist', async () => {
  const errors = [{ message: 'x', path: ['number'], extensions: { code: 'INTERNAL' } }];
  const { wrapper } = fakeGraph(() => ({ data: { number: null }, errors }));
  const { result } = renderHook(() => useQuery(NumberDocument, () => ({ n: 1 })), { wrapper });
  await vi.waitFor(() => expect(result.error?.code).toBe('INTERNAL'));
  expect(result.data).toBeUndefined();
});

test('a server that can’t be reached is asked again', async () => {
  vi.useFakeTimers();
  const { asked, wrapper } = fakeGraph(() => {
    if (asked.length === 1) throw new TypeError('refused');
    return { data: { number: 7 } };
  });
  const { result } = renderHook(() => useQuery(NumberDocument, () => ({ n: 1 })), { wrapper });
  await vi.waitFor(() => expect(result.error?.code).toBe('NETWORK'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(result.data).toEqual({ number: 7 });
  expect(result.error).toBeUndefined();
});

test('another viewer sees nothing of the former one', async () => {
  const { wrapper, graph } = fakeGraph(tenfold);
  const { result } = renderHook(() => useQuery(NumberDocument, () => ({ n: 1 })), { wrapper });
  await vi.waitFor(() => expect(result.data).toBeDefined());
  graph.reset();
  expect(result.data).toBeUndefined();
  await vi.waitFor(() => expect(result.data).toEqual({ number: 10 }));
});

test('a session that has ended is told to the app', async () => {
  const { wrapper, onViewerLost } = fakeGraph(() => ({
    data: null,
    errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }],
  }));
  const { result } = renderHook(() => useQuery(NumberDocument, () => ({ n: 1 })), { wrapper });
  await vi.waitFor(() => expect(result.error?.code).toBe('UNAUTHENTICATED'));
  expect(onViewerLost).toHaveBeenCalledOnce();
});

test('a mutation resolves to its refusal', async () => {
  const refusal = { __typename: 'Forbidden', code: 'BAD_CREDENTIALS', message: 'Wrong.' };
  const { wrapper } = fakeGraph(() => ({ data: { signIn: refusal } }));
  const document = parse('mutation { signIn }') as Document<{ signIn: { id: string } | typeof refusal }, object>;
  const { result } = renderHook(() => useMutation(document), { wrapper });
  await expect(result.run({})).resolves.toEqual({ ok: false, refusal });
  expect(result.busy).toBe(false);
});

const TicksDocument = parse('subscription { ticks }') as Document<{ ticks: number }, object>;
const sum = (known: number | undefined, { ticks }: { ticks: number }) => (known ?? 0) + ticks;
const useTicks = () => useLive(TicksDocument, () => ({}), sum);

test('a subscription folds its messages and ends with its owner', () => {
  const { sinks, ended, wrapper } = fakeGraph(() => ({}));
  const { result, cleanup } = renderHook(useTicks, { wrapper });
  sinks[0]?.next({ data: { ticks: 2 } });
  sinks[0]?.next({ data: { ticks: 3 } });
  expect(result.data).toBe(5);
  cleanup();
  expect(ended).toHaveBeenCalledOnce();
});

test('a subscription that the viewer lost stays ended', () => {
  vi.useFakeTimers();
  const { sinks, wrapper } = fakeGraph(() => ({}));
  const { result } = renderHook(useTicks, { wrapper });
  sinks[0]?.error([{ message: 'gone', extensions: { code: 'FORBIDDEN' } }]);
  vi.advanceTimersByTime(60_000);
  expect(result.error?.code).toBe('FORBIDDEN');
  expect(sinks).toHaveLength(1);
});

test.each([
  {
    name: 'failed',
    end: (sink: Sink<Message> | undefined) => sink?.error([{ message: 'x', extensions: { code: 'INTERNAL' } }]),
  },
  { name: 'ended', end: (sink: Sink<Message> | undefined) => sink?.complete() },
])('a subscription that the server $name is taken up again, its state kept until then', ({ end }) => {
  vi.useFakeTimers();
  const { sinks, wrapper } = fakeGraph(() => ({}));
  const { result } = renderHook(useTicks, { wrapper });
  sinks[0]?.next({ data: { ticks: 2 } });
  end(sinks[0]);
  vi.advanceTimersByTime(5_000);
  expect(sinks).toHaveLength(2);
  expect(result.data).toBe(2);
});
