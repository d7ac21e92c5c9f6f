import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EvidenceReader, parseEvidence, rate } from '../src/index.ts';
import { meteredBundle } from './arbitrary.ts';

const golden = new URL('golden/', import.meta.url);

/** Read in portions of so many bytes. */
function readIn(portion: number, bytes: Uint8Array) {
  const reader = new EvidenceReader((parts) => Buffer.concat(parts).toString());
  for (let at = 0; at < bytes.length; at += portion) reader.push(bytes.subarray(at, at + portion));
  return reader.finish();
}
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file read piece by piece', () => {
  test.each(readdirSync(golden).filter((name) => name.endsWith('.json')))('%s is what it is read whole', (name) => {
    const bytes = readFileSync(new URL(name, golden));
    const whole = parseEvidence(JSON.parse(bytes.toString()));
    for (const portion of [1, 7, 4096, bytes.length]) expect(readIn(portion, bytes)).toEqual(whole);
  });

  test.each(readdirSync(new URL('invalid/', golden)).filter((name) => name.endsWith('.json')))(
    'invalid/%s is refused',
    (name) => {
      expect(readIn(5, readFileSync(new URL(`invalid/${name}`, golden))).ok).toBe(false);
    },
  );

  test('comes to the same bill, whatever stands in its texts and wherever it is cut', () => {
    const odd = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(meteredBundle, odd, fc.integer({ min: 1, max: 40 }), (file, text, portion) => {
        const adjustments = [{ description: `{"registers":[{${text}\\"`, amount: '1' }];
        const json = JSON.stringify({ ...file, adjustments });
        const read = readIn(portion, bytesOf(json));
        const whole = parseEvidence(JSON.parse(json));
        expect(read).toEqual(whole);
        if (read.ok && whole.ok) expect(rate(read.bundle)).toEqual(rate(whole.bundle));
      }),
    );
  });

  test.each([
    { name: 'a number where a register is due', text: '{"registers":[0]}', path: 'registers[0]' },
    { name: 'a broken register', text: '{"registers":[{"id":}]}', path: '$' },
    { name: 'an end that is missing', text: '{"registers":[{"id":"a"}]', path: '$' },
    { name: 'a fault within a register', text: '{"registers":[{"id":1}]}', path: 'registers[0].id' },
  ])('with $name says where', ({ text, path }) => {
    const read = readIn(3, bytesOf(text));
    expect(read.ok ? [] : read.faults.map((fault) => fault.path)).toContain(path);
  });
});
