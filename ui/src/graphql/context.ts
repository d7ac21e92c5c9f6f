import type { TypedDocumentNode } from '@urql/core';
import { createContext, useContext } from 'solid-js';
import type { Graph } from './client.ts';

/** An operation with its result and variable types, as codegen writes it. */
export type Document<Data, Variables> = TypedDocumentNode<Data, Variables>;

/** How long a query or subscription that failed waits before it asks again. */
export const RETRY_MS = 5_000;

const GraphContext = createContext<Graph>();
export const GraphProvider = GraphContext.Provider;

export function useGraph(): Graph {
  const graph = useContext(GraphContext);
  if (!graph) throw new Error('useGraph needs a GraphProvider above it');
  return graph;
}
