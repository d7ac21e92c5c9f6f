// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { TextInput } from '../controls/inputs.tsx';
import type { Answer } from '../form/form.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { ConfirmDialog, Dialog } from './dialog.tsx';

const fault = { code: 'NETWORK', title: 'No connection', advice: 'Nothing was removed: try again.' } as const;

function Opener() {
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <Dialog open={open()} onClose={() => setOpen(false)} title="Access of Dana">
        <TextInput label="Name" value="" onChange={() => {}} />
      </Dialog>
    </>
  );
}

test('it has its title for a name, takes the focus, and gives it back to its opener when Escape closes it', async () => {
  render(() => <Opener />);
  const opener = screen.getByRole('button', { name: 'Open' });
  opener.focus();
  fireEvent.click(opener);
  const dialog = await screen.findByRole('dialog', { name: 'Access of Dana' });
  await vi.waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await vi.waitFor(() => expect(document.activeElement).toBe(opener));
});

test('a question is confirmed by Enter once the word is typed, and not before', () => {
  const confirmed = vi.fn();
  render(() => (
    <ConfirmDialog
      open
      onClose={() => {}}
      title="Switch off 2 outlets"
      verb="Switch off"
      effect={<p>They lose their power.</p>}
      typeToConfirm="Switch off"
      onConfirm={confirmed}
    />
  ));
  const word = screen.getByLabelText('Type "Switch off" to confirm');
  fireEvent.submit(word.closest('form') as HTMLFormElement);
  expect(confirmed).not.toHaveBeenCalled();
  fireEvent.input(word, { target: { value: 'switch OFF' } });
  fireEvent.submit(word.closest('form') as HTMLFormElement);
  expect(confirmed).toHaveBeenCalledOnce();
});

test('a button that asks stays open with what went wrong, announced, and closes when it is done', async () => {
  const send = vi.fn(async (): Promise<Answer<string>> => ({ ok: true, value: 'Dana' }));
  send.mockResolvedValueOnce({ ok: false, fault });
  const done = vi.fn();
  render(() => (
    <ConfirmButton
      title="Remove Dana"
      verb="Remove person"
      effect={<p>Dana is signed out.</p>}
      send={send}
      onDone={done}
    >
      Remove
    </ConfirmButton>
  ));
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove Dana' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove person' }));
  expect((await within(dialog).findByRole('alert')).textContent).toContain('try again');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove person' }));
  await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith('Dana'));
  expect(screen.queryByRole('dialog')).toBeNull();
});
