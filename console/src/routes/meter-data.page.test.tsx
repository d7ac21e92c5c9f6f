import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show, viewer } from '../../test/show.tsx';
import { MeterDataPage } from './meter-data.page.tsx';

const site = { __typename: 'Site', id: 's1', name: 'Odessa', timeZone: 'America/Chicago', racks: [], collectors: [] };
const page = { pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 1 };
const register = {
  __typename: 'Register',
  id: 'r1',
  name: 'PDU-1 outlet 7',
  outlet: { __typename: 'Outlet', id: 'o1', number: 7, pdu: { __typename: 'Pdu', id: 'p1', name: 'PDU-1' } },
  meter: null,
  latest: { takenAt: '2026-06-12T12:00:00Z', registerWh: '700' },
  feeds: [],
};
const fell = {
  __typename: 'MeterTask',
  key: 'FELL r1',
  kind: 'FELL',
  from: '2026-06-12T11:45:00Z',
  to: '2026-06-12T12:00:00Z',
  detail: null,
  fromWh: '45210000',
  toWh: '700',
  deviceId: 'p1',
  deviceName: 'PDU-1',
  register,
  miner: null,
};
const day = (from: string, measuredSeconds: number) => ({
  __typename: 'Coverage',
  from,
  measuredSeconds,
  estimatedSeconds: 0,
  gapSeconds: 0,
  voidSeconds: 86_400 - measuredSeconds,
  missingSeconds: 0,
});
const answers = {
  SiteChoices: { sites: { nodes: [site], ...page } },
  MeterTasks: { meterTasks: [fell] },
  MeterData: {
    meterData: {
      nodes: [{ register, total: day('2026-06-11T00:00:00Z', 43_200), days: [day('2026-06-11T00:00:00Z', 43_200)] }],
      ...page,
    },
  },
  MeterEvents: { meterEvents: { nodes: [], ...page } },
  RecordReplacement: { recordReplacement: { __typename: 'Register', id: 'r1' } },
};
const open = (permissions: string[], query = '') => {
  const api = fakeApi(answers);
  show(MeterDataPage, { at: `/power/data${query}`, path: '/power/data', as: viewer({ permissions }) });
  return api;
};

test('a register that fell is listed with what resolves it, and the swap is recorded with the values it had', async () => {
  const api = open(['metering:correct']);
  fireEvent.click(await screen.findByRole('button', { name: 'Record replacement' }));
  fireEvent.input(await screen.findByLabelText(/First value/), { target: { value: '12' } });
  fireEvent.input(screen.getByLabelText(/What happened/), { target: { value: 'new PDU' } });
  fireEvent.click(screen.getAllByRole('button', { name: 'Record replacement' }).at(-1) as HTMLElement);
  await vi.waitFor(() =>
    expect(api.last('RecordReplacement')).toEqual({
      input: { registerId: 'r1', at: '2026-06-12T12:00:00Z', finalWh: '45210000', initialWh: '12', note: 'new PDU' },
    }),
  );
});

test('who may not correct sees what is wrong, and no button', async () => {
  open([]);
  await screen.findByText('Register fell');
  expect(screen.queryByRole('button', { name: 'Record replacement' })).toBeNull();
});

test('a day that is half void says so in words, beside its texture', async () => {
  open([], '?tab=coverage');
  const strip = await screen.findByRole('img', { name: /2026-06-11: 50 % measured, 50 % void/ });
  expect(strip.querySelector('.crossed')).not.toBeNull();
});
