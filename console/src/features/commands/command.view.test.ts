import { describe, expect, test } from 'vitest';
import { countsText, deviceOf, leavingOut, loadChange, verbOf, whose, whyOf } from './command.view.ts';

test.each([
  { name: 'less', effectKw: -42, text: '−42.0 kW' },
  { name: 'more', effectKw: 3.5, text: '+3.50 kW' },
  { name: 'no change', effectKw: 0, text: 'None' },
  { name: 'an unknown change, which is not none', effectKw: null, text: 'Not known' },
])('the load says $name', ({ effectKw, text }) => {
  expect(loadChange(effectKw)).toBe(text);
});

test('whose machines are reached: by customer, those of nobody last', () => {
  const acme = { id: 'c1', name: 'Dana', companyName: 'Acme' };
  expect(
    whose([
      { miners: 3, customer: null },
      { miners: 1, customer: acme },
    ]),
  ).toEqual(['Acme: 1 machine', 'Under no contract: 3 machines']);
});

test('the button names the verb and how many', () => {
  expect(verbOf({ action: 'REBOOT', targetIds: ['a', 'b'] })).toBe('Reboot 2 machines');
  expect(verbOf({ action: 'OUTLET_CYCLE', targetIds: ['a'] })).toBe('Power-cycle 1 outlet');
});

test('what a refusal names is left out, what it says of other fields is not', () => {
  const issues = [{ path: ['input', 'targetIds', '1'] }, { path: ['input', 'reason'] }];
  expect(leavingOut(['a', 'b', 'c'], issues)).toEqual(['a', 'c']);
});

describe('what became of it', () => {
  test('is counted, the good first', () => {
    expect(
      countsText([
        { state: 'FAILED', count: 2 },
        { state: 'DONE', count: 38 },
        { state: 'SENT', count: 1 },
      ]),
    ).toBe('38 done, 2 failed, 1 sent');
  });

  test('an unknown end asks for a look before a second try; a device’s own words go first', () => {
    expect(whyOf({ state: 'UNKNOWN', message: null })).toMatch(/look at the device/);
    expect(whyOf({ state: 'FAILED', message: 'code -4: no permission' })).toBe('code -4: no permission');
  });

  test('an outlet is named by its PDU', () => {
    expect(deviceOf({ device: { name: 'P1' }, outlet: { number: 7, label: null } })).toBe('P1 outlet 7');
    expect(deviceOf({ device: { name: 'R-01-2' }, outlet: null })).toBe('R-01-2');
  });
});
