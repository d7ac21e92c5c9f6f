import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  print,
  validate,
} from 'graphql';
import { tooMuchOf } from '../graphql/limits.ts';

/** A subscription as a client asked for it. */
export type Ask = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
};

/** A subscription that may run. `key` is the same for asks that mean the same; null when each viewer needs its own. */
export type Operation = {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly key: string | null;
};

type Known = { readonly document: DocumentNode; readonly hash: string };

const mostKnown = 500;
const mostTokens = 2_000;

/** Reads and checks subscriptions. Documents seen before are neither parsed nor validated again. */
export class Operations {
  readonly #schema: GraphQLSchema;
  readonly #known = new Map<string, Known>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** The operation, or why it may not run. */
  read(ask: Ask): Operation | readonly GraphQLError[] {
    const known = this.#document(ask.query);
    if (Array.isArray(known)) return known as GraphQLError[];
    const { document, hash } = known as Known;
    const tooMuch = tooMuchOf(document, ask.variables);
    if (tooMuch) return [tooMuch];
    const operation = getOperationAST(document, ask.operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      return [
        new GraphQLError('Only subscriptions run over WebSocket; send the rest to POST /graphql.', {
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        }),
      ];
    const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value).sort();
    const variables = Object.fromEntries(
      declared.flatMap((name) => (name in ask.variables ? [[name, ask.variables[name]]] : [])),
    );
    const [field] = operation.selectionSet.selections;
    const name = field?.kind === 'Field' ? field.name.value : '';
    const shared = this.#schema.getSubscriptionType()?.getFields()[name]?.extensions.live === 'shared';
    return {
      document,
      variables,
      operationName: ask.operationName,
      key: shared ? `${hash} ${ask.operationName ?? ''} ${canonical(variables)}` : null,
    };
  }

  #document(query: string): Known | readonly GraphQLError[] {
    const known = this.#known.get(query);
    if (known) return known;
    try {
      const document = parse(query, { maxTokens: mostTokens });
      const faults = validate(this.#schema, document);
      if (faults.length > 0) return faults;
      const made = { document, hash: createHash('sha256').update(print(document)).digest('base64') };
      this.#known.set(query, made);
      const oldest = this.#known.keys().next();
      if (this.#known.size > mostKnown && !oldest.done) this.#known.delete(oldest.value);
      return made;
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }
}

/** The same text for the same values, whatever order a client writes its fields in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
