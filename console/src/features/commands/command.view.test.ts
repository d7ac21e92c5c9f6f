import { describe, expect, test } from 'vitest';
import type { CommandState } from '../../gql/graphql.ts';
import {
  batchState,
  batchTitle,
  countsText,
  deviceOf,
  leavingOut,
  loadChange,
  verbOf,
  whose,
  whyOf,
} from './command.view.ts';

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

test.each([
  { name: 'under way while one has not ended', done: 1, counts: { DONE: 1, QUEUED: 1 }, state: 'UNDER_WAY' },
  { name: 'done when all were', done: 2, counts: { DONE: 2 }, state: 'DONE' },
  { name: 'partly done when one was not', done: 2, counts: { DONE: 1, UNKNOWN: 1 }, state: 'PARTLY' },
  { name: 'not done when none was', done: 2, counts: { FAILED: 1, EXPIRED: 1 }, state: 'NOT_DONE' },
])('a batch is $name', ({ done, counts, state }) => {
  const listed = Object.entries(counts).map(([one, count]) => ({ state: one as CommandState, count: count ?? 0 }));
  expect(batchState({ done, total: 2, counts: listed })).toBe(state);
});

test('a batch is called by what it told whom, a single target by its name', () => {
  const leading = [{ device: { name: 'P1' }, outlet: { number: 7, label: null } }];
  expect(batchTitle({ action: 'OUTLET_OFF', progress: { total: 1 }, leading })).toBe('Switching off P1 outlet 7');
  expect(batchTitle({ action: 'OUTLET_OFF', progress: { total: 12 }, leading })).toBe('Switching off 12 outlets');
  expect(batchTitle({ action: 'REBOOT', progress: { total: 1 }, leading: [] })).toBe('Rebooting 1 machine');
});
