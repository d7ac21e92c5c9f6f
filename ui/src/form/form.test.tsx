// @vitest-environment jsdom
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { TextInput } from '../controls/inputs.tsx';
import type { Refusal } from '../graphql/refusal.ts';
import { createForm, createSubmit } from './form.ts';
import { FormMessage } from './form-message.tsx';

const taken: Refusal = {
  code: 'INVALID_INPUT',
  message: 'Some fields are wrong.',
  issues: [
    { code: 'NOT_AN_EMAIL', message: 'contactEmail is not an email address.', path: ['input', 'contactEmail'] },
    { code: 'TOO_LONG', message: 'The second line is too long.', path: ['input', 'address', 'lines', '1'] },
    { code: 'REQUIRED', message: 'A contract needs a customer.', path: ['input', 'customerId'] },
  ],
};

function CustomerForm(props: { answer: Refusal | null; onDone?: (value: string) => void }) {
  const form = createForm({ name: '', contactEmail: '', address: '' });
  const submit = createSubmit(
    form,
    async ({ name }) => (props.answer ? { ok: false, refusal: props.answer } : { ok: true, value: name }),
    (value: string) => props.onDone?.(value),
  );
  return (
    <form onSubmit={submit} aria-label="customer">
      <FormMessage text={form.message()} />
      <TextInput label="Name" required {...form.field('name')} />
      <TextInput label="Email" required {...form.field('contactEmail')} />
      <TextInput label="Address" required {...form.field('address')} />
      <button type="submit">Create customer</button>
    </form>
  );
}

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const send = () => fireEvent.submit(screen.getByRole('form'));

test('a refusal stands at its fields in the form’s words, the rest above in the API’s, and everything typed stays', async () => {
  render(() => <CustomerForm answer={taken} />);
  type('Name', 'Dana Whitfield');
  type('Email', 'dana');
  send();
  const email = await screen.findByText('This is not an email address.');
  expect(screen.getByLabelText('Email').getAttribute('aria-describedby')).toContain(email.id);
  expect(screen.getByText('The second line is too long.').id).toContain(screen.getByLabelText('Address').id);
  expect(screen.getByText('A contract needs a customer.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Dana Whitfield');
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('dana');
});

test('the first field at fault gets the focus', async () => {
  render(() => <CustomerForm answer={taken} />);
  send();
  await screen.findByText('This is not an email address.');
  expect(document.activeElement).toBe(screen.getByLabelText('Email'));
});

test('typing into a field takes its error away', async () => {
  render(() => <CustomerForm answer={taken} />);
  send();
  await screen.findByText('This is not an email address.');
  type('Email', 'dana@example.com');
  expect(screen.queryByText('This is not an email address.')).toBeNull();
});

test('a refusal without a field is shown above the form', async () => {
  render(() => <CustomerForm answer={{ code: 'FORBIDDEN', message: 'Your role can’t create customers.' }} />);
  send();
  expect(await screen.findByText('Your role can’t create customers.')).toBeTruthy();
});

test('a success goes on with its value', async () => {
  const done = vi.fn();
  render(() => <CustomerForm answer={null} onDone={done} />);
  type('Name', 'Dana');
  send();
  await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith('Dana'));
});
