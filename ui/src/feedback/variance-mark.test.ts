import { expect, test } from 'vitest';
import { varianceBand } from './variance-mark.tsx';

test.each([
  { percent: '0.0', band: 'close' },
  { percent: '-4.9', band: 'close' },
  { percent: '5.0', band: 'off' },
  { percent: '19.9', band: 'off' },
  { percent: '-20.0', band: 'far' },
  { percent: '100.0', band: 'far' },
])('$percent % is $band', ({ percent, band }) => expect(varianceBand(percent)).toBe(band));
