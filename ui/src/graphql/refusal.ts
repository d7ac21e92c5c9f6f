/** The five refusals that every mutation's union may answer. */
export const REFUSALS = ['InvalidInput', 'NotFound', 'Forbidden', 'Conflict', 'PlanRequired'] as const;
export type RefusalName = (typeof REFUSALS)[number];

export type Issue = { readonly code: string; readonly message: string; readonly path: readonly string[] };

/** Why nothing was done, as the document's refusal fragment selects it. */
export type Refusal = {
  readonly __typename?: RefusalName;
  readonly code: string;
  readonly message: string;
  readonly path?: readonly string[] | null;
  readonly issues?: readonly Issue[];
};

/** The success members of a mutation's union: those that the refusal fragment doesn't cover. */
export type Success<Union> = Exclude<Union, { code: string; message: string }>;

export type Outcome<Union> =
  | { readonly ok: true; readonly value: Success<Union> }
  | { readonly ok: false; readonly refusal: Refusal };

const names: ReadonlySet<string> = new Set(REFUSALS);

/** Tells the success from the refusals by the answer's `__typename`. */
export function outcomeOf<Union extends { __typename?: string }>(answer: Union): Outcome<Union> {
  if (answer.__typename !== undefined && names.has(answer.__typename)) {
    return { ok: false, refusal: answer as unknown as Refusal };
  }
  return { ok: true, value: answer as Success<Union> };
}

/** All faults of a refusal with their input path, `input` itself left off: `hosted.monthlyFee`. */
export function fieldIssues(refusal: Refusal): readonly { field: string; message: string; code: string }[] {
  const single = refusal.path ? [{ code: refusal.code, message: refusal.message, path: refusal.path }] : [];
  const issues = refusal.issues?.length ? refusal.issues : single;
  return issues.map(({ code, message, path }) => ({ code, message, field: fieldOf(path) }));
}

const fieldOf = (path: readonly string[]): string => (path[0] === 'input' ? path.slice(1) : path).join('.');
