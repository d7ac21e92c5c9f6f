import { fireEvent, screen, within } from '@solidjs/testing-library';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { SetupPage } from './setup.page.tsx';

afterEach(() => window.history.replaceState(null, '', '/'));

function open(answer: object = {}) {
  window.history.replaceState(null, '', '/#token-1');
  const api = fakeApi({ SetUpInstallation: { setUpInstallation: answer } });
  return { api, ...show(SetupPage, { path: '/setup', at: '/setup' }) };
}
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Set up and sign in' }));

test('owner, organization and first site go with the token of the link, and lead to the overview', async () => {
  const { api, address } = open({ __typename: 'SignedIn', viewer: { __typename: 'Viewer', kind: 'STAFF' } });
  type('Your name', ' Olive Owner ');
  type('Email', 'olive@example.com');
  type('Password', ' a long enough one ');
  type('Organization', 'Prairie Hash');
  choose('Time zone', 'America/Chicago');
  choose('Currency', 'CAD');
  type(/^Energy rate/, '.0725');
  type('Site', 'Abilene One');
  choose('Site’s time zone', 'America/Denver');
  type(/^Country/, 'us');
  type(/^Capacity/, '2500');
  send();
  await vi.waitFor(() => expect(address()).toBe('/'));
  expect(api.last('SetUpInstallation')).toEqual({
    input: {
      token: 'token-1',
      owner: { name: 'Olive Owner', email: 'olive@example.com', password: ' a long enough one ' },
      organization: { name: 'Prairie Hash', timeZone: 'America/Chicago', currency: 'CAD', energyRate: '0.0725' },
      site: { name: 'Abilene One', timeZone: 'America/Denver', country: 'US', capacityKw: '2500' },
    },
  });
});

test('each refusal stands at its own field, though owner, organization and site all have a name', async () => {
  const issue = (...path: string[]) => ({
    __typename: 'InputIssue',
    code: 'REQUIRED',
    message: '',
    path: ['input', ...path],
  });
  const issues = [issue('organization', 'name'), issue('site', 'name')];
  open({ __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '', path: null, issues });
  type('Your name', 'Olive');
  send();
  await screen.findAllByText('This is needed.');
  for (const [label, isAtFault] of [
    ['Your name', false],
    ['Organization', true],
    ['Site', true],
  ] as const)
    expect(screen.getByLabelText(label).getAttribute('aria-invalid') === 'true').toBe(isAtFault);
  expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('Olive');
});

test('a rate that is no number never leaves the page', async () => {
  const { api } = open();
  type(/^Energy rate/, 'cheap');
  send();
  expect(await screen.findByText('This is not a number.')).toBeTruthy();
  expect(api.sent).toEqual([]);
});

test('a used link says so', async () => {
  open({ __typename: 'Forbidden', code: 'LINK_INVALID', message: 'This link no longer sets anything up.', path: null });
  send();
  expect(within(await screen.findByRole('alert')).getByText(/no longer sets anything up/)).toBeTruthy();
});

test('a link that lost its token says what to do', () => {
  fakeApi({});
  show(SetupPage);
  expect(screen.getByText('This link is incomplete')).toBeTruthy();
});
