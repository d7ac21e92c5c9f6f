import { expect, test } from 'vitest';
import { kwhOf } from './register.view.ts';

test.each([
  { name: 'thousands of Wh', wh: '1234567', kwh: '1234.567' },
  { name: 'less than a kWh', wh: '42', kwh: '0.042' },
  { name: 'nothing yet', wh: '0', kwh: '0.000' },
  { name: 'more digits than a float holds', wh: '9007199254740993123', kwh: '9007199254740993.123' },
  { name: 'no reading', wh: null, kwh: null },
])('a register of $name', ({ wh, kwh }) => expect(kwhOf(wh)).toBe(kwh));
