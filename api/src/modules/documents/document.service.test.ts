import { expect, test } from 'vitest';
import { refusalOf } from '../../../test/builders/contracts.ts';
import { jsonOf } from './document.service.ts';

/** What V8 throws when a text would pass its longest. */
const tooLong = {
  toJSON() {
    throw new RangeError('Invalid string length');
  },
};

test('evidence that is too large for one text is refused by a code of its own', async () => {
  expect(await refusalOf((async () => jsonOf(tooLong))())).toMatchObject({ code: 'EVIDENCE_TOO_LARGE' });
});

test('any other failure stays what it is', () => {
  const broken = {
    toJSON() {
      throw new TypeError('broken');
    },
  };
  expect(() => jsonOf(broken)).toThrow(TypeError);
});
