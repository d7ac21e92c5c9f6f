import { describe, expect, test } from 'vitest';
import { judge, type LastAnswer, sinceOfAnswer, type StatusFacts, statusOfAnswer } from './status.rules.ts';

const now = Date.parse('2026-07-01T12:00:00Z');
const ago = (seconds: number) => now - seconds * 1000;
const facts = (parts: Partial<StatusFacts> = {}): StatusFacts => ({
  ratedHashrateThs: 200,
  maintenance: false,
  maintenanceSinceMs: null,
  pausedSinceMs: null,
  pollEveryMs: 30_000,
  createdAtMs: ago(90 * 86_400),
  ...parts,
});
const answer = (parts: Partial<LastAnswer & { hashrateThs: number | null }> = {}) => ({
  takenAtMs: ago(10),
  status: 'ACTIVE' as const,
  statusSinceMs: ago(3_600),
  hashrateThs: 200,
  ...parts,
});

describe('what an answer says', () => {
  test.each([
    { name: 'hashing at its rate', says: { hashing: true, hashrateThs: 199 }, is: 'ACTIVE' },
    { name: 'hashing at exactly 90 %', says: { hashing: true, hashrateThs: 180 }, is: 'ACTIVE' },
    { name: 'hashing below 90 %', says: { hashing: true, hashrateThs: 179.9 }, is: 'DEGRADED' },
    {
      name: 'hashing at its rate with a fault',
      says: { hashing: true, hashrateThs: 200, faults: ['fan 2'] },
      is: 'DEGRADED',
    },
    { name: 'hashing, rate untold', says: { hashing: true, hashrateThs: null }, is: 'ACTIVE' },
    { name: 'not hashing, whatever average it still tells', says: { hashing: false, hashrateThs: 190 }, is: 'OFFLINE' },
    {
      name: 'alive at a rate of zero, without a word that it rests',
      says: { hashing: null, hashrateThs: 0 },
      is: 'DEGRADED',
    },
    { name: 'says it hashes, at a rate of zero', says: { hashing: true, hashrateThs: 0 }, is: 'DEGRADED' },
    { name: 'untold but for its rate', says: { hashing: null, hashrateThs: 195 }, is: 'ACTIVE' },
    { name: 'nothing of its hashing: the state is unknown', says: { hashing: null, hashrateThs: null }, is: 'STALE' },
  ])('$name: $is', ({ says, is }) => {
    expect(statusOfAnswer({ faults: [], ...says }, 200)).toBe(is);
  });
});

describe('the status at an instant', () => {
  const zero = { takenAtMs: ago(20), zeroSinceMs: ago(600) };
  test.each([
    { name: 'is what the newest answer said', last: answer(), is: 'ACTIVE', since: ago(3_600) },
    { name: 'holds while two polls are missed', last: answer({ takenAtMs: ago(90) }), is: 'ACTIVE', since: ago(3_600) },
    { name: 'is STALE once three are', last: answer({ takenAtMs: ago(91) }), is: 'STALE', since: ago(1) },
    { name: 'is STALE until 24 hours', last: answer({ takenAtMs: ago(86_399) }), is: 'STALE', since: ago(86_399 - 90) },
    { name: 'is LOST from 24 hours on', last: answer({ takenAtMs: ago(86_400) }), is: 'LOST', since: now },
    { name: 'is OFFLINE when its outlet draws nothing', last: answer(), outlets: zero, is: 'OFFLINE', since: ago(600) },
    {
      name: 'is OFFLINE by its outlet even when it is silent',
      last: answer({ takenAtMs: ago(600) }),
      outlets: zero,
      is: 'OFFLINE',
      since: ago(600),
    },
    {
      name: 'is not OFFLINE by what an outlet said too long ago',
      last: answer(),
      outlets: { takenAtMs: ago(91), zeroSinceMs: ago(600) },
      is: 'ACTIVE',
      since: ago(3_600),
    },
    {
      name: 'is not OFFLINE while an outlet draws',
      last: answer(),
      outlets: { takenAtMs: ago(5), zeroSinceMs: null },
      is: 'ACTIVE',
      since: ago(3_600),
    },
    {
      name: 'is STALE for a new miner that has not answered',
      last: null,
      of: { createdAtMs: ago(60) },
      is: 'STALE',
      since: ago(60),
    },
    {
      name: 'is LOST for one that never did',
      last: null,
      of: { createdAtMs: ago(100_000) },
      is: 'LOST',
      since: ago(13_600),
    },
    {
      name: 'is MAINTENANCE whatever it says',
      last: answer(),
      of: { maintenance: true, maintenanceSinceMs: ago(50) },
      is: 'MAINTENANCE',
      since: ago(50),
    },
    {
      name: 'is PAUSED while it rests because it was told to',
      last: answer({ status: 'OFFLINE', statusSinceMs: ago(500) }),
      of: { pausedSinceMs: ago(520) },
      is: 'PAUSED',
      since: ago(500),
    },
    {
      name: 'is PAUSED from the pause on when it had stopped before',
      last: answer({ status: 'DEGRADED', statusSinceMs: ago(900), hashrateThs: 0 }),
      of: { pausedSinceMs: ago(520) },
      is: 'PAUSED',
      since: ago(520),
    },
    {
      name: 'is ACTIVE when it hashes all the same',
      last: answer(),
      of: { pausedSinceMs: ago(520) },
      is: 'ACTIVE',
      since: ago(3_600),
    },
    {
      name: 'is OFFLINE when it stopped long after the pause, which it must have left',
      last: answer({ status: 'OFFLINE', statusSinceMs: ago(60) }),
      of: { pausedSinceMs: ago(3_600) },
      is: 'OFFLINE',
      since: ago(60),
    },
    {
      name: 'follows the pace of its collector',
      last: answer({ takenAtMs: ago(91) }),
      of: { pollEveryMs: 60_000 },
      is: 'ACTIVE',
      since: ago(3_600),
    },
  ])('$name', ({ last, of, outlets, is, since }) => {
    expect(judge(facts(of), last, outlets ?? null, now)).toMatchObject({ status: is, sinceMs: since });
  });
});

describe('since when', () => {
  test.each([
    { name: 'stays while answers say the same', before: answer({ takenAtMs: ago(40) }), since: ago(3_600) },
    { name: 'begins anew with another status', before: answer({ status: 'OFFLINE' }), since: now },
    { name: 'begins anew after a silence', before: answer({ takenAtMs: ago(91) }), since: now },
    { name: 'begins with the first answer', before: null, since: now },
  ])('$name', ({ before, since }) => {
    expect(sinceOfAnswer(before, { status: 'ACTIVE', takenAtMs: now }, 30_000)).toBe(since);
  });
});
