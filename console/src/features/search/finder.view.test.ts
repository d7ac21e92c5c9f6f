import { expect, test } from 'vitest';
import type { FindQuery } from '../../gql/graphql.ts';
import { foundCommands } from './finder.view.ts';

const site = { id: 's1', name: 'North' };
const customer = { id: 'c1', name: 'Ada Lovelace', companyName: 'Acme', contactEmail: 'ada@acme.example' };
const found: FindQuery = {
  customers: { nodes: [customer] },
  contracts: { nodes: [{ id: 'k1', displayNumber: 'HC-000001', customer }] },
  invoices: { nodes: [{ id: 'i1', number: null, period: '2026-05', customer }] },
  miners: {
    nodes: [
      {
        id: 'm1',
        name: 'A-001',
        serial: 'SN1',
        address: null,
        model: { id: 'x', make: 'Antminer', name: 'S19' },
        site,
      },
    ],
  },
  pdus: { nodes: [{ id: 'p1', name: 'PDU-1', address: null, site }] },
  meters: { nodes: [{ id: 'm9', name: 'Main meter', address: null, site }] },
};

test('each kind opens its own page', () => {
  expect(foundCommands(found, 'a').map(({ kind, href }) => `${kind} ${href}`)).toEqual([
    'Customer /customers/c1',
    'Contract /contracts/k1',
    'Invoice /invoices/i1',
    'Machine /machines/m1',
    'PDU /power/p1',
    'Meter /power/meters/m9',
  ]);
});

test('what was found by a field that is not shown stays found', () => {
  expect(foundCommands(found, '+1 512')[0]?.keywords).toContain('+1 512');
});

test('an invoice without a number is called a draft', () => {
  expect(foundCommands(found, 'a')[2]?.label).toBe('Draft, May 2026, Acme');
});
