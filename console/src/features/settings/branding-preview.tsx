import { accentFrom, Card } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { BrandingValues } from './branding.view.ts';

/** The portal's sign-in and the head of a mail, as the form stands now. */
export function BrandingPreview(props: { values: BrandingValues; logo: string | undefined }): JSX.Element {
  /** As the portal draws it: the brand's colour, moved until text on it reads. */
  const accent = () => accentFrom(props.values.primaryColor.trim());
  const style = () => {
    const colors = accent();
    if (!colors) return {};
    const [ground, ink] = [
      `light-dark(${colors.light}, ${colors.dark})`,
      `light-dark(${colors.onLight}, ${colors.onDark})`,
    ];
    return { '--accent': ground, '--on-accent': ink };
  };
  const name = () => props.values.displayName.trim() || 'Your name';
  return (
    <Card title="Preview">
      <div class="flex flex-col gap-4" style={style()} role="group" aria-label="Preview">
        <div class="flex flex-col items-start gap-3 rounded border border-line p-5">
          <Show
            when={props.logo}
            fallback={
              <span
                class="flex size-11 items-center justify-center rounded bg-accent text-on-accent"
                aria-hidden="true"
              >
                {name().slice(0, 1).toUpperCase()}
              </span>
            }
          >
            {(logo) => <img src={logo()} alt={`Logo of ${name()}`} class="size-11 rounded object-contain" />}
          </Show>
          <div class="min-w-0">
            <p class="text-xl font-semibold break-words">{name()}</p>
            <p class="break-words text-muted">{props.values.slogan || 'Your machines, contracts and bills.'}</p>
          </div>
          <span class="rounded bg-accent px-4 py-2 font-medium text-on-accent">Sign in</span>
        </div>
        <p class="text-sm text-muted">
          Portal and mails show it like this, in light and dark. A colour that is hard to read on is moved until it
          isn’t.
        </p>
      </div>
    </Card>
  );
}
