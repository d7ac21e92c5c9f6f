import { expect, test } from 'vitest';
import { knownModelRows } from './known-models.ts';
import { modelFinder } from './model-name.rules.ts';

const known = knownModelRows('here');
const found = (make: string | null, name: string) => modelFinder(known)(make, name)?.name ?? null;

test.each([
  { says: ['Bitmain', 'Antminer S21'], is: 'Antminer S21' },
  { says: ['MicroBT', 'M60S'], is: 'Whatsminer M60S' },
  { says: ['MicroBT', 'M63S++'], is: 'Whatsminer M63S++' },
  { says: ['Bitmain', 'Antminer S21 XP Hydro'], is: 'Antminer S21 XP Hyd.' },
  { says: ['Canaan', 'AvalonMiner 15-194'], is: 'AvalonMiner 15-194' },
  { says: [null, 'bitmain antminer s19j pro'], is: 'Antminer S19j Pro' },
  { says: [null, 'S19 XP'], is: 'Antminer S19 XP' },
  { says: ['Bitmain', 'Antminer S9'], is: null },
  { says: [null, '()'], is: null },
] as const)('$says.0 $says.1 is the model $is', ({ says: [make, name], is }) => {
  expect(found(make, name)).toBe(is);
});

test('a name that could be several models is none, unless it is written as one of them is', () => {
  const find = modelFinder([
    { make: 'Bitmain', name: 'Antminer S21 (200T)' },
    { make: 'Bitmain', name: 'Antminer S21 (188T)' },
  ]);
  expect(find('Bitmain', 'Antminer S21')).toBeNull();
  expect(find('Bitmain', 'antminer s21 (188t)')?.name).toBe('Antminer S21 (188T)');
});

test.each(known.map((model) => ({ ...model, title: `${model.make} ${model.name}` })))(
  'the nameplate of $title agrees with itself: W = TH/s x J/TH',
  ({ rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th }) => {
    const watts = Number(rated_hashrate_ths) * Number(rated_efficiency_j_per_th);
    expect(Math.abs(watts / Number(rated_power_w) - 1)).toBeLessThan(0.015);
  },
);

test('no two known models are the same one by what names are compared by', () => {
  for (const { make, name } of known) expect(found(make, name)).toBe(name);
});
