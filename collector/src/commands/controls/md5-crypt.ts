import { createHash } from 'node:crypto';

const ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROUNDS = 1000;
/** Which bytes of the digest stand together in each group of the text. */
const GROUPS = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
] as const;

/** The last part of Unix' MD5-based crypt(3) ("$1$salt$..."), which Node doesn't have. Weak, and what MicroBT's API 2 is signed with. */
export function md5Crypt(password: string, salt: string): string {
  const [key, salted] = [Buffer.from(password), Buffer.from(salt.slice(0, 8))];
  const alternate = md5(key, salted, key);
  const first: Buffer[] = [key, Buffer.from('$1$'), salted];
  for (let left = key.length; left > 0; left -= 16) first.push(alternate.subarray(0, Math.min(16, left)));
  for (let bits = key.length; bits > 0; bits >>= 1) first.push(bits & 1 ? Buffer.alloc(1) : key.subarray(0, 1));
  let digest = md5(...first);
  for (let round = 0; round < ROUNDS; round += 1) {
    digest = md5(
      round & 1 ? key : digest,
      ...(round % 3 === 0 ? [] : [salted]),
      ...(round % 7 === 0 ? [] : [key]),
      round & 1 ? digest : key,
    );
  }
  const at = (index: number) => digest[index] ?? 0;
  return (
    GROUPS.map(([high, middle, low]) => letters((at(high) << 16) | (at(middle) << 8) | at(low), 4)).join('') +
    letters(at(11), 2)
  );
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest();
}

/** Six bits a letter, the lowest first. */
function letters(value: number, count: number): string {
  return Array.from({ length: count }, (_, at) => ALPHABET.charAt((value >> (6 * at)) & 63)).join('');
}
