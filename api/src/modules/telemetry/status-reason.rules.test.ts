import { expect, test } from 'vitest';
import type { AnsweredStatus, StatusAnswer, StatusCause } from './status.rules.ts';
import { reasonOf } from './status-reason.rules.ts';

const facts = { ratedHashrateThs: 200, pollEveryMs: 30_000, sources: [1] };
const said = (parts: Partial<StatusAnswer>): StatusAnswer => ({
  hashing: true,
  hashrateThs: 196,
  faults: [],
  ...parts,
});

test.each<{
  name: string;
  status?: AnsweredStatus | 'LOST' | 'MAINTENANCE' | 'PAUSED';
  cause: StatusCause;
  answer?: StatusAnswer;
  sources?: number[];
  says: string;
}>([
  { name: 'hashing well', cause: 'ANSWER', answer: said({}), says: 'Hashing at 98 % of its rated 200 TH/s.' },
  {
    name: 'just below the limit is not rounded up to it',
    cause: 'ANSWER',
    answer: said({ hashrateThs: 179.99 }),
    says: 'Hashing at 89 % of its rated 200 TH/s.',
  },
  {
    name: 'more than rated, rounded',
    cause: 'ANSWER',
    answer: said({ hashrateThs: 203.2 }),
    says: 'Hashing at 102 % of its rated 200 TH/s.',
  },
  {
    name: 'a fault is named',
    cause: 'ANSWER',
    answer: said({ hashrateThs: 200, faults: ['fan 2 stands', 'board 1 is hot'] }),
    says: 'Hashing at 100 % of its rated 200 TH/s. It reports: fan 2 stands; board 1 is hot.',
  },
  {
    name: 'alive but not hashing',
    cause: 'ANSWER',
    answer: said({ hashing: null, hashrateThs: 0 }),
    says: 'It answers, but its hashrate is 0.',
  },
  {
    name: 'off by its own word',
    cause: 'ANSWER',
    answer: said({ hashing: false, hashrateThs: 190 }),
    says: "It answers that it isn't hashing.",
  },
  {
    name: 'telling nothing of its hashing',
    cause: 'ANSWER',
    answer: said({ hashing: null, hashrateThs: null }),
    says: 'It answers, but not whether it hashes.',
  },
  { name: 'an outlet without power', cause: 'UNPOWERED', says: 'Its outlet draws 0 W.' },
  { name: 'two of them', cause: 'UNPOWERED', sources: [1, 2], says: 'None of its 2 outlets draws power.' },
  {
    name: 'silence',
    status: 'STALE',
    cause: 'SILENT',
    answer: said({}),
    says: '3 polls missed, one every 30 s: what it does now is unknown.',
  },
  { name: 'silence of a day', status: 'LOST', cause: 'SILENT', answer: said({}), says: 'No answer for 24 hours.' },
  { name: 'a new one', status: 'STALE', cause: 'NEVER_ANSWERED', says: "It hasn't answered yet." },
  {
    name: 'one that never answered',
    status: 'LOST',
    cause: 'NEVER_ANSWERED',
    says: 'It has never answered, for more than 24 hours.',
  },
  { name: 'a pause', status: 'PAUSED', cause: 'PAUSED', says: 'It rests because it was told to.' },
  { name: 'maintenance', status: 'MAINTENANCE', cause: 'MAINTENANCE', says: 'Taken out by staff.' },
])('$name: $says', ({ status = 'OFFLINE', cause, answer, sources = [1], says }) => {
  expect(reasonOf({ status, cause, sinceMs: 0 }, { ...facts, sources }, answer ?? null)).toBe(says);
});
