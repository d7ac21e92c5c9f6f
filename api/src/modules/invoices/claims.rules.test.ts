import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claimed, unclaimed } from './claims.rules.ts';

const june = { startsOn: '2026-06-01', endsOn: '2026-07-01' };
const claim = (component: string, startsOn: string, endsOn: string): Claimed => ({ component, startsOn, endsOn });

test.each([
  { name: 'all of it when nobody has billed any', claims: [], left: ['ENERGY+SERVICE 06-01 to 07-01'] },
  {
    name: 'nothing when all is billed',
    claims: [claim('ENERGY', '2026-06-01', '2026-07-01'), claim('SERVICE', '2026-06-01', '2026-07-01')],
    left: [],
  },
  {
    name: 'the days after those of a contract that ended later than it was billed to',
    claims: [claim('ENERGY', '2026-06-01', '2026-06-11'), claim('SERVICE', '2026-06-01', '2026-06-11')],
    left: ['ENERGY+SERVICE 06-11 to 07-01'],
  },
  {
    name: 'a component that came later',
    claims: [claim('ENERGY', '2026-06-01', '2026-07-01')],
    left: ['SERVICE 06-01 to 07-01'],
  },
  {
    name: 'stretches apart where different components are due',
    claims: [claim('ENERGY', '2026-06-01', '2026-06-11')],
    left: ['SERVICE 06-01 to 06-11', 'ENERGY+SERVICE 06-11 to 07-01'],
  },
  {
    name: 'nothing more for claims of other months',
    claims: [claim('ENERGY', '2026-05-01', '2026-06-01'), claim('ENERGY', '2026-07-01', '2026-08-01')],
    left: ['ENERGY+SERVICE 06-01 to 07-01'],
  },
])('leaves $name', ({ claims, left }) => {
  const stretches = unclaimed(june, ['ENERGY', 'SERVICE'], claims);
  expect(
    stretches.map(
      ({ components, startsOn, endsOn }) => `${components.join('+')} ${startsOn.slice(5)} to ${endsOn.slice(5)}`,
    ),
  ).toEqual(left);
});

test('billing what is left leaves nothing, and no day twice', () => {
  const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-06-${String(n).padStart(2, '0')}`);
  const claims = fc.array(
    fc
      .record({ component: fc.constantFrom('ENERGY', 'SERVICE'), startsOn: day, endsOn: day })
      .filter((one) => one.startsOn < one.endsOn),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(claims, (before) => {
      const left = unclaimed(june, ['ENERGY', 'SERVICE'], before);
      const now = left.flatMap(({ components, ...dates }) => components.map((component) => ({ component, ...dates })));
      expect(
        now.some((one) =>
          before.some(
            (old) => old.component === one.component && old.startsOn < one.endsOn && one.startsOn < old.endsOn,
          ),
        ),
      ).toBe(false);
      expect(unclaimed(june, ['ENERGY', 'SERVICE'], [...before, ...now])).toEqual([]);
    }),
  );
});
