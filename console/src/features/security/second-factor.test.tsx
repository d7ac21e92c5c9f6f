import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { SecondFactor } from './second-factor.tsx';

const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name }));
const badCode = { __typename: 'Forbidden', code: 'BAD_CODE', message: 'This code is not right.', path: null };

test('turning it on asks for the password, a code of the app, and shows the recovery codes once', async () => {
  const api = fakeApi({
    StartSecondFactor: {
      startSecondFactor: { __typename: 'SecondFactorStarted', secret: 'JBSWY3DP', otpauthUrl: 'otpauth://totp/x' },
    },
    ConfirmSecondFactor: {
      confirmSecondFactor: { __typename: 'SecondFactorConfirmed', recoveryCodes: ['AAAAA-BBBBB', 'CCCCC-DDDDD'] },
    },
  });
  const onChanged = vi.fn();
  show(() => <SecondFactor isOn={false} onChanged={onChanged} />);
  fireEvent.click(screen.getByRole('button', { name: 'Turn on second factor' }));
  type('Password', 'long enough word');
  press('Go on');
  expect((await screen.findByLabelText('Key')).textContent).toBe('JBSWY3DP');
  type('One-time code', ' 123456 ');
  press('Turn on');
  expect((await screen.findByRole('list', { name: 'Recovery codes' })).textContent).toContain('CCCCC-DDDDD');
  expect(api.last('ConfirmSecondFactor')).toEqual({ input: { oneTimeCode: '123456' } });
  expect(onChanged).not.toHaveBeenCalled();
  press('I have kept them');
  expect(onChanged).toHaveBeenCalledOnce();
});

test('a wrong code is said and may be typed again', async () => {
  fakeApi({ RemoveSecondFactor: { removeSecondFactor: badCode } });
  const onChanged = vi.fn();
  show(() => <SecondFactor isOn onChanged={onChanged} />);
  fireEvent.click(screen.getByRole('button', { name: 'Turn off second factor' }));
  type('Password', 'long enough word');
  type(/^One-time code/, '000000');
  press('Turn off');
  expect(await screen.findByText('This code is not right.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('long enough word');
  expect(onChanged).not.toHaveBeenCalled();
});
