import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { MailOutbox } from './mail-outbox.tsx';

const mail = (id: string, own: object = {}) => ({
  __typename: 'Mail',
  id,
  recipient: `${id}@example.com`,
  subject: `Invoice ${id}`,
  state: 'SENT',
  stuck: false,
  attempts: 1,
  error: null,
  createdAt: '2026-06-01T10:00:00Z',
  sentAt: '2026-06-01T10:00:05Z',
  ...own,
});
const refused = { state: 'FAILED', stuck: true, attempts: 3, error: '550 no such mailbox', sentAt: null };
const mails = (...nodes: object[]) => ({
  mails: {
    __typename: 'MailConnection',
    nodes,
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    totalCount: nodes.length,
  },
});
const rowOf = async (text: string) => {
  const row = (await screen.findByText(text)).closest('li');
  if (!row) throw new Error(`${text} stands in no row`);
  return row;
};

test('a mail says to whom, its state in a word and a shape, how often and what the server said', async () => {
  fakeApi({ MailOutbox: mails(mail('a', refused), mail('b')) });
  show(MailOutbox);
  const failed = await rowOf('Invoice a');
  expect(failed.textContent).toContain('to a@example.com');
  expect(failed.textContent).toContain('3 attempts');
  expect(failed.textContent).toContain('550 no such mailbox');
  expect(within(failed).getByText('Failed').querySelector('svg')).toBeTruthy();
  const sent = await rowOf('Invoice b');
  expect(within(sent).getByText('Sent')).toBeTruthy();
  expect(within(sent).queryByRole('button')).toBeNull();
});

test('a failed mail is sent again after a question, and the list is read anew', async () => {
  let now = refused;
  const api = fakeApi({
    MailOutbox: () => mails(mail('a', now)),
    RetryMail: () => {
      now = { ...refused, state: 'QUEUED', stuck: false };
      return { retryMail: mail('a', now) };
    },
  });
  show(MailOutbox);
  fireEvent.click(await screen.findByRole('button', { name: 'Retry the mail to a@example.com: Invoice a' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Send again' }));
  await vi.waitFor(async () => expect((await rowOf('Invoice a')).textContent).toContain('Queued'));
  expect(api.last('RetryMail')).toEqual({ input: { mailId: 'a' } });
});

test('a refused retry says why and stays open', async () => {
  const message = 'This mail is not stuck.';
  fakeApi({
    MailOutbox: mails(mail('a', { ...refused, state: 'SENDING' })),
    RetryMail: { retryMail: { __typename: 'Conflict', code: 'WRONG_STATE', message, path: null, issues: [] } },
  });
  show(MailOutbox);
  expect((await rowOf('Invoice a')).textContent).toContain('Interrupted');
  fireEvent.click(screen.getByRole('button', { name: /^Retry/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('arrives twice');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Send again' }));
  expect(await within(dialog).findByText(message)).toBeTruthy();
});

test('the filter asks the API and stands in the address; nothing found says so', async () => {
  const api = fakeApi({ MailOutbox: ({ state }) => (state === 'FAILED' ? mails() : mails(mail('b'))) });
  const { address } = show(MailOutbox);
  await screen.findByText('Invoice b');
  fireEvent.change(screen.getByLabelText('State'), { target: { value: 'FAILED' } });
  expect(await screen.findByText('No mail is in this state')).toBeTruthy();
  expect(api.last('MailOutbox')).toMatchObject({ state: 'FAILED' });
  expect(address()).toContain('state=FAILED');
});

test('an outbox that can’t be read says so', async () => {
  fakeApi({});
  show(MailOutbox);
  expect(await screen.findByRole('button', { name: /again/i })).toBeTruthy();
});
