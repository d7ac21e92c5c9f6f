import { expect, test } from 'vitest';
import { endingOf, loadWords, offered } from './command.view.ts';

test('only what the contract grants of a machine is offered', () => {
  expect(offered(['REBOOT', 'OUTLET_OFF', 'LOCATE'])).toEqual(['LOCATE', 'REBOOT']);
  expect(offered([])).toEqual([]);
});

test('the change of load is said in words, an unknown one too', () => {
  expect(loadWords('PAUSE', -3.29)).toBe('It draws 3.29 kW less.');
  expect(loadWords('REBOOT', -3.29)).toBe('It draws 3.29 kW less while it lasts.');
  expect(loadWords('RESUME', 3.4)).toBe('It draws 3.40 kW more.');
  expect(loadWords('LOCATE', 0)).toBe('Its power doesn’t change.');
  expect(loadWords('PAUSE', null)).toBe('How much power it draws isn’t known.');
});

test('an end is told with the machine’s own words', () => {
  expect(endingOf('PAUSE', 'FAILED', 'code 45: Access denied')).toEqual({
    tone: 'bad',
    text: 'Pause failed: code 45: Access denied',
  });
  expect(endingOf('REBOOT', 'DONE')).toEqual({ tone: 'ok', text: 'Reboot is done.' });
});
