import { expect, test } from 'vitest';
import type { OverviewQuery } from '../../gql/graphql.ts';
import { capacityOf, todayOf } from './today.view.ts';

const none = { totalCount: 0 };
const quiet: OverviewQuery = {
  held: none,
  drafts: none,
  overdue: none,
  draftContracts: none,
  expiring: none,
  notInvited: none,
  sites: { nodes: [] },
  collectors: { nodes: [] },
};
const collector = { id: 'k', name: 'North', online: false, revokedAt: null, spooledReadings: null, warnings: [] };
const texts = (overview: Partial<OverviewQuery>, offline = 0) =>
  todayOf(
    { ...quiet, ...overview },
    {
      at: '',
      miners: 0,
      hashrateThs: 0,
      powerW: 0,
      efficiencyJPerTh: null,
      stale: 0,
      minersByStatus: [{ status: 'OFFLINE', count: offline }],
    },
  ).map(({ text }) => text);

test('a quiet day asks for nothing', () => {
  expect(texts({})).toEqual([]);
});

test('urgent things come first', () => {
  expect(texts({ drafts: { totalCount: 3 }, held: { totalCount: 1 } }, 12)).toEqual([
    '12 machines offline',
    '1 invoice held',
    '3 invoices to issue',
  ]);
});

test('a revoked collector is not missed', () => {
  expect(texts({ collectors: { nodes: [{ ...collector, revokedAt: '2026-06-01T00:00:00Z' }] } })).toEqual([]);
  expect(texts({ collectors: { nodes: [collector] } })).toEqual(['1 collector not heard of']);
});

test('one whose disk is full is urgent, one that catches up can wait', () => {
  const full = { ...collector, online: true, warnings: ['SPOOL_FULL' as const] };
  const behind = { ...collector, online: true, spooledReadings: 5000, warnings: ['SPOOL_BEHIND' as const] };
  expect(texts({ collectors: { nodes: [behind, full] } })).toEqual([
    '1 collector without room on its disk',
    '1 collector catching up',
  ]);
});

test('capacity is said only when every site says its own', () => {
  expect(capacityOf([{ capacityKw: '1200' }, { capacityKw: '800.5' }])).toBe('2000.5');
  expect(capacityOf([{ capacityKw: '1200' }, { capacityKw: null }])).toBeNull();
});
