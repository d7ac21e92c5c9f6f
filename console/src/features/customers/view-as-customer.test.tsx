import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show, viewer } from '../../../test/show.tsx';
import { ViewAsCustomer } from './view-as-customer.tsx';

const customer = { id: 'c1', name: 'Dana', companyName: 'Whitfield Mining LLC' };

test('a view that is refused says why and stays in the console', async () => {
  const message = 'Only a person who is signed in can view as a customer.';
  const api = fakeApi({
    ViewAsCustomer: { viewAsCustomer: { __typename: 'Forbidden', code: 'FORBIDDEN', message, path: null } },
  });
  show(() => <ViewAsCustomer customer={customer} />);
  fireEvent.click(screen.getByRole('button', { name: 'View portal as customer' }));
  fireEvent.click(await screen.findByRole('button', { name: 'View portal' }));
  expect(await screen.findByText(message)).toBeTruthy();
  expect(api.last('ViewAsCustomer')).toEqual({ input: { customerId: 'c1' } });
});

test('a role that may not view as a customer is not offered it', () => {
  fakeApi({});
  show(() => <ViewAsCustomer customer={customer} />, { as: viewer({ permissions: ['customer:read'] }) });
  expect(screen.queryByRole('button', { name: 'View portal as customer' })).toBeNull();
});
