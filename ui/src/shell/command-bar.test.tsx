// @vitest-environment jsdom
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { type Command, CommandBar, findCommands } from './command-bar.tsx';

const command = (label: string, kind: string, run = vi.fn()): Command => ({ id: label, label, kind, run });

test('every word has to occur, and what begins with the text comes first', () => {
  const commands = [command('Open INV-000009', 'Invoice'), command('Invoices', 'Page'), command('Customers', 'Page')];
  expect(findCommands(commands, 'inv').map(({ label }) => label)).toEqual(['Invoices', 'Open INV-000009']);
  expect(findCommands(commands, 'page cust').map(({ label }) => label)).toEqual(['Customers']);
});

test('Ctrl-K opens it, words narrow it, Enter does what is lit', async () => {
  const generate = vi.fn();
  const onSearch = vi.fn();
  render(() => (
    <CommandBar
      commands={[command('Customers', 'Page'), command('Generate invoices', 'Action', generate)]}
      onSearch={onSearch}
    />
  ));
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const input = await screen.findByRole('combobox');
  fireEvent.input(input, { target: { value: 'gen' } });
  expect(onSearch).toHaveBeenCalledWith('gen');
  fireEvent.keyDown(input, { key: 'Enter' });
  expect(generate).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
});
