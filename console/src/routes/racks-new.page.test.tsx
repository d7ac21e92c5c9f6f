import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { RacksNewPage } from './racks-new.page.tsx';

const site = {
  site: { __typename: 'Site', id: 's1', name: 'Site 1', racks: [{ __typename: 'Rack', id: 'r0', name: 'R-01' }] },
};
type Input = { name: string; idempotencyKey: string };
const made = (variables: Record<string, unknown>) => ({
  createRack: { __typename: 'Rack', id: (variables.input as Input).name, name: (variables.input as Input).name },
});
const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const open = () => show(RacksNewPage, { path: '/sites/:id/racks/new', at: '/sites/s1/racks/new' });
const racksSent = (api: ReturnType<typeof fakeApi>) =>
  api.sent
    .filter(({ operationName }) => operationName === 'CreateRack')
    .map(({ variables }) => variables.input as Input);

test('the pattern is previewed, then each rack is made by its name', async () => {
  const api = fakeApi({ SiteRackNames: site, CreateRack: made });
  const { address } = open();
  fireEvent.input(await screen.findByLabelText('Racks'), { target: { value: '3' } });
  fill('First number', '2');
  await screen.findByText('144 slots');
  fireEvent.click(screen.getByRole('button', { name: 'Create 3 racks' }));
  await vi.waitFor(() => expect(address()).toBe('/sites/s1?tab=map'));
  expect(racksSent(api)).toMatchObject(
    ['R-02', 'R-03', 'R-04'].map((name) => ({ siteId: 's1', name, rows: 4, columns: 12 })),
  );
});

test('a name that the site has is refused at the naming rule, and nothing is made', async () => {
  const api = fakeApi({ SiteRackNames: site, CreateRack: made });
  open();
  fireEvent.input(await screen.findByLabelText('Racks'), { target: { value: '2' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create racks' }));
  await screen.findByText('The site already has R-01.');
  expect(screen.getByLabelText('Names').getAttribute('aria-invalid')).toBe('true');
  expect(racksSent(api)).toEqual([]);
});

test('after a failure half way the next try makes only the missing racks, with the same keys', async () => {
  let failures = 1;
  const api = fakeApi({
    SiteRackNames: site,
    CreateRack: (variables) => {
      const lost = (variables.input as Input).name === 'R-03' && failures-- > 0;
      return lost ? (undefined as never) : made(variables);
    },
  });
  const { address } = open();
  fireEvent.input(await screen.findByLabelText('Racks'), { target: { value: '2' } });
  fill('First number', '2');
  fireEvent.click(screen.getByRole('button', { name: 'Create 2 racks' }));
  await screen.findByText('1 of 2 racks');
  await screen.findByText(/Something went wrong/);
  fireEvent.click(screen.getByRole('button', { name: 'Create 2 racks' }));
  await vi.waitFor(() => expect(address()).toBe('/sites/s1?tab=map'));
  const sent = racksSent(api);
  expect(sent.map(({ name }) => name)).toEqual(['R-02', 'R-03', 'R-03']);
  expect(sent[1]?.idempotencyKey).toBe(sent[2]?.idempotencyKey);
});
