import type { Evidence } from './evidence.ts';
import { rate } from './rate.ts';
import { isObject } from './shape.ts';

/** Where the recomputed bill isn't the one that was billed; a value that is missing on one side is undefined. */
export type Difference = { readonly path: string; readonly billed: unknown; readonly recomputed: unknown };

/** Recomputes a bundle's bill and compares it with what was billed, as JSON values. Null when nothing was billed. */
export function verifyBill(evidence: Evidence): Difference[] | null {
  if (evidence.billed === null) return null;
  return differences(evidence.billed, rate(evidence), '$');
}

function differences(billed: unknown, recomputed: unknown, path: string): Difference[] {
  if (Array.isArray(billed) && Array.isArray(recomputed)) {
    return Array.from({ length: Math.max(billed.length, recomputed.length) }, (_, i) => i).flatMap((i) =>
      differences(billed[i], recomputed[i], `${path}[${i}]`),
    );
  }
  if (isObject(billed) && isObject(recomputed)) {
    return [...new Set([...Object.keys(recomputed), ...Object.keys(billed)])].flatMap((key) =>
      differences(own(billed, key), own(recomputed, key), path === '$' ? key : `${path}.${key}`),
    );
  }
  return billed === recomputed ? [] : [{ path, billed, recomputed }];
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
