import { expect, test } from 'vitest';
import { base32, matchingStep, otpauthUrl, totp } from './totp.ts';

/** RFC 6238, appendix B; its eight digits end in our six. */
const secret = Buffer.from('12345678901234567890');

test.each([
  { at: 59, code: '287082' },
  { at: 1_111_111_109, code: '081804' },
  { at: 1_234_567_890, code: '005924' },
  { at: 20_000_000_000, code: '353130' },
])('RFC 6238: at second $at the code is $code', ({ at, code }) => {
  expect(totp(secret, at * 1000)).toBe(code);
});

test.each([
  { name: 'its own half minute', late: 0, step: 2 },
  { name: 'half a minute later', late: 30_000, step: 2 },
  { name: 'a minute later', late: 60_000, step: null },
])('a code is good in $name: $step', ({ late, step }) => {
  expect(matchingStep(secret, totp(secret, 60_000), 60_000 + late)).toBe(step);
});

test.each(['', '28708', 'abcdef', '２87082'])('"%s" is no code', (code) => {
  expect(matchingStep(secret, code, 59_000)).toBeNull();
});

test('RFC 4648: base32, and the address that an app scans', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(otpauthUrl(Buffer.from('foobar'), 'Polar Mine', 'a@b.example')).toBe(
    'otpauth://totp/Polar%20Mine:a%40b.example?secret=MZXW6YTBOI&issuer=Polar%20Mine',
  );
});
