import type { QueryResult } from 'pg';
import type { useWorld } from '../acceptance/world.ts';
import type { Client } from '../client.ts';

// oxlint-disable-next-line no-explicit-any -- an answer has the shape that its selection asks for
export type Answer = any;
type By = 'owner' | 'portal' | 'collector' | 'guest';
/** What earlier cases made, by a word: the ids and tokens that later ones need. */
export type Made = Record<string, string>;

/** One mutation with the least input that it takes. */
export type Case = {
  by?: By;
  /** Null for a mutation without one. */
  input: ((made: Made) => object | Promise<object>) | null;
  before?: () => Promise<unknown>;
  /** What of the success later cases need. */
  select?: string;
  keep?: (answer: Answer, made: Made) => void;
  /** Who did it by the log: `user:` unless a program or a job. */
  actor?: string;
};
/** In an order in which each can succeed. */
export type Cases = Record<string, Case>;

export type Stage = {
  readonly world: ReturnType<typeof useWorld>;
  /** The browsers of the installation's first owner and of a customer. */
  readonly cast: { owner: Client; portal: Client };
  /** As the owner of the database. */
  rows(sql: string, values?: unknown[]): Promise<QueryResult>;
};

export const id = '... on Node { id }';

export function keepId(name: string): (answer: Answer, made: Made) => void {
  return (answer, made) => {
    made[name] = answer.id;
  };
}
