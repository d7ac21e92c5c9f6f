import { evidenceFormat } from './evidence.ts';
import { evidenceShape } from './parse.ts';
import type { JsonSchema } from './shape.ts';

/**
 * The JSON Schema of a bundle's file, made from the validator itself. It holds what a schema can say; what the parts say
 * together (overlaps, pairs, names that must exist) only `parseEvidence` checks.
 */
export function evidenceSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:${evidenceFormat.replace('/', ':')}`,
    title: `Evidence bundle (${evidenceFormat})`,
    description:
      'Everything that is needed to recompute one invoice. Instants are ISO 8601 in whole seconds, dates are local to the contract, numbers that money depends on are decimal strings; ranges are half-open, null is an open end.',
    ...evidenceShape.schema,
  };
}
