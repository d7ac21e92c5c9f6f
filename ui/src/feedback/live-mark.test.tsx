// @vitest-environment jsdom
import { render, screen } from '@solidjs/testing-library';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveMark } from './live-mark.tsx';

const noon = Date.parse('2026-06-15T12:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now: noon });
});
afterEach(() => {
  vi.useRealTimers();
});
const words = () => screen.getByRole('status').textContent;

test('fresh data is live and grows old in words', () => {
  render(() => <LiveMark at="2026-06-15T11:59:58Z" />);
  expect(words()).toBe('live');
  vi.advanceTimersByTime(20_000);
  expect(words()).toBe('22 s ago');
  vi.advanceTimersByTime(110_000);
  expect(words()).toBe('data 2 min old');
});

test('a lost link is said before any age', () => {
  render(() => <LiveMark at="2026-06-15T11:59:58Z" link="lost" />);
  expect(words()).toBe('connection lost, reconnecting');
});

test('without data it waits', () => {
  render(() => <LiveMark at={null} />);
  expect(words()).toBe('waiting for data');
});
