import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVault } from '../../vault.ts';
import { readReturnPath, returnPath } from './return-path.ts';

const vault = createVault(Buffer.alloc(32, 7));

test('a return path names its mail and attempt, in whatever letters it comes back', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 255 }), (mailId, attempt) => {
      const address = returnPath(vault, 'bounces.of.ours@b.example.com', { mailId, attempt });
      expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
      expect(readReturnPath(vault, address.toUpperCase())).toEqual({ mailId, attempt });
    }),
  );
});

test('no letter of a token can be another', () => {
  const address = returnPath(vault, 'b@b.example.com', { mailId: randomUUID(), attempt: 1 });
  const [start, end] = [address.indexOf('+') + 1, address.indexOf('@')];
  // The last letter carries two bits that are of no meaning.
  for (let at = start; at < end - 1; at++) {
    const other = address[at] === 'a' ? 'b' : 'a';
    expect(readReturnPath(vault, address.slice(0, at) + other + address.slice(at + 1))).toBeNull();
  }
});

test.each([
  { name: 'none', address: 'bounces@b.example.com' },
  { name: 'an empty one', address: 'bounces+@b.example.com' },
  { name: 'a short one', address: 'bounces+abc@b.example.com' },
  { name: 'a long one', address: `bounces+${'a'.repeat(5_000)}@b.example.com` },
  {
    name: 'one of another installation',
    address: returnPath(createVault(Buffer.alloc(32, 8)), 'b@b.example', { mailId: randomUUID(), attempt: 1 }),
  },
])('a token that is $name names nothing', ({ address }) => {
  expect(readReturnPath(vault, address)).toBeNull();
});
