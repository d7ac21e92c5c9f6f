// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { afterEach, expect, test, vi } from 'vitest';
import { SecondFactor } from './second-factor.tsx';

/** The real client over a fetch that answers by the operation's name. */
function show(answers: Record<string, object>, isOn: boolean) {
  const sent: { operationName: string; variables: object }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const request = JSON.parse(body) as (typeof sent)[number];
    sent.push(request);
    const data = answers[request.operationName];
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
  });
  const onChanged = vi.fn();
  const graph = createGraph({ url: 'http://localhost/graphql' });
  render(() => (
    <GraphProvider value={graph}>
      <SecondFactor isOn={isOn} onChanged={onChanged} />
    </GraphProvider>
  ));
  return { sent, onChanged };
}
afterEach(() => vi.unstubAllGlobals());

const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name }));
const badCode = { __typename: 'Forbidden', code: 'BAD_CODE', message: 'This code is not right.', path: null };

test('turning it on asks for the password, a code of the app, and shows the recovery codes once', async () => {
  const answers = {
    StartSecondFactor: {
      startSecondFactor: { __typename: 'SecondFactorStarted', secret: 'JBSWY3DP', otpauthUrl: 'otpauth://totp/x' },
    },
    ConfirmSecondFactor: {
      confirmSecondFactor: { __typename: 'SecondFactorConfirmed', recoveryCodes: ['AAAAA-BBBBB', 'CCCCC-DDDDD'] },
    },
  };
  const { sent, onChanged } = show(answers, false);
  fireEvent.click(screen.getByRole('button', { name: 'Turn on second factor' }));
  type('Password', 'long enough word');
  press('Go on');
  expect((await screen.findByLabelText('Key')).textContent).toBe('JBSWY3DP');
  type('One-time code', ' 123456 ');
  press('Turn on');
  expect((await screen.findByRole('list', { name: 'Recovery codes' })).textContent).toContain('CCCCC-DDDDD');
  expect(sent.at(-1)?.variables).toEqual({ input: { oneTimeCode: '123456' } });
  expect(onChanged).not.toHaveBeenCalled();
  press('I have kept them');
  expect(onChanged).toHaveBeenCalledOnce();
});

test('a wrong code is said and may be typed again', async () => {
  const { onChanged } = show({ RemoveSecondFactor: { removeSecondFactor: badCode } }, true);
  fireEvent.click(screen.getByRole('button', { name: 'Turn off second factor' }));
  type('Password', 'long enough word');
  type(/^One-time code/, '000000');
  press('Turn off');
  expect(await screen.findByText('This code is not right.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('long enough word');
  expect(onChanged).not.toHaveBeenCalled();
});
