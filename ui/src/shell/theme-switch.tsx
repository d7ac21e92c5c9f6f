import { createSignal, type JSX } from 'solid-js';
import { Icon, type IconName } from '../icon.tsx';
import { Menu } from '../overlay/menu.tsx';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'theme';
const stored = (): Theme => {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
};
const [theme, setThemeSignal] = createSignal<Theme>(stored());

/** Applies the remembered choice; call before the first render, so that nothing flashes. */
export function applyTheme(next: Theme = stored()): void {
  setThemeSignal(next);
  if (next === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, next);
    document.documentElement.dataset.theme = next;
  }
}

const choices: readonly { theme: Theme; label: string; icon: IconName }[] = [
  { theme: 'system', label: 'As the system', icon: 'system' },
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
];

export function ThemeSwitch(): JSX.Element {
  const icon = () => choices.find((choice) => choice.theme === theme())?.icon ?? 'system';
  return (
    <Menu
      label="Theme"
      trigger={<Icon name={icon()} />}
      items={choices.map((choice) => ({
        label: choice.label,
        checked: theme() === choice.theme,
        onSelect: () => applyTheme(choice.theme),
      }))}
    />
  );
}
