import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { CustomerNewPage } from './customer-new.page.tsx';

const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const create = () => fireEvent.click(screen.getByRole('button', { name: 'Create Customer' }));

test('every field of the form is sent, and the new customer opens', async () => {
  const api = fakeApi({ CreateCustomer: { createCustomer: { __typename: 'Customer', id: 'c9' } } });
  const { address } = show(CustomerNewPage, { path: '/customers/new', at: '/customers/new' });
  fill('Customer Name', 'Dana Whitfield');
  fill(/^Company Name/, 'Whitfield Mining LLC');
  fill('Contact Email', 'dana@whitfield.test');
  fill(/^Billing Email/, 'bills@whitfield.test');
  fill(/^Phone/, '+1 806 555 0101');
  fireEvent.change(screen.getByLabelText(/^Billing Currency/), { target: { value: 'CAD' } });
  fireEvent.click(screen.getByRole('switch', { name: 'Portal Access' }));
  fill(/^Notes/, 'Calls before noon');
  create();
  await vi.waitFor(() => expect(address()).toBe('/customers/c9'));
  expect(api.last('CreateCustomer')).toEqual({
    input: {
      name: 'Dana Whitfield',
      companyName: 'Whitfield Mining LLC',
      contactEmail: 'dana@whitfield.test',
      billingEmail: 'bills@whitfield.test',
      phone: '+1 806 555 0101',
      billingCurrency: 'CAD',
      active: true,
      portalAccess: false,
      notes: 'Calls before noon',
      idempotencyKey: expect.any(String),
    },
  });
});

test('a refusal stands at its field, and the form keeps everything typed', async () => {
  const issue = { __typename: 'InputIssue', code: 'NOT_AN_EMAIL', message: 'This is not an email address.' };
  fakeApi({
    CreateCustomer: {
      createCustomer: {
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        message: 'Look again.',
        path: null,
        issues: [{ ...issue, path: ['input', 'contactEmail'] }],
      },
    },
  });
  show(CustomerNewPage);
  fill('Customer Name', 'Dana Whitfield');
  fill('Contact Email', 'dana');
  create();
  await screen.findByText('This is not an email address.');
  const email = screen.getByLabelText<HTMLInputElement>('Contact Email');
  expect(email.getAttribute('aria-invalid')).toBe('true');
  expect(email.value).toBe('dana');
  expect(screen.getByLabelText<HTMLInputElement>('Customer Name').value).toBe('Dana Whitfield');
});

test('trying again after a lost answer makes no second customer', async () => {
  const api = fakeApi({});
  show(CustomerNewPage);
  create();
  await screen.findByText(/Something went wrong/);
  create();
  const creating = () => api.sent.filter(({ operationName }) => operationName === 'CreateCustomer');
  await vi.waitFor(() => expect(creating()).toHaveLength(2));
  const keys = creating().map(({ variables }) => (variables.input as { idempotencyKey: string }).idempotencyKey);
  expect(keys[0]).toBe(keys[1]);
});
