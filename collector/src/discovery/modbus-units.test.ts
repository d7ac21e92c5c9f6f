import { expect, test } from 'vitest';
import { parseFramings, parseUnits } from './modbus-units.ts';

test('units are numbers and ranges, each once', () => {
  expect(parseUnits('3, 1-4,255')).toEqual([3, 1, 2, 4, 255]);
});

test.each(['', '0', '248', '1-', '9-3', 'x', '1-255'])('"%s" is no list of units, and is named', (text) => {
  expect(() => parseUnits(text)).toThrow(/names no unit|is no unit/);
});

test('framings are tried in the order in which they are told', () => {
  expect(parseFramings('rtu, tcp,rtu')).toEqual(['rtu', 'tcp']);
  expect(() => parseFramings('ascii')).toThrow('"ascii" is neither tcp nor rtu');
  expect(() => parseFramings(' ')).toThrow('names neither');
});
