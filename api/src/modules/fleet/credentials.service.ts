import type { ViewerContext } from '../../context.ts';
import type { Faults } from '../../graphql/faults.ts';
import { newId } from '../../ids.ts';
import type { CredentialsInput } from './electrical.inputs.ts';

const words: Readonly<Partial<Record<keyof CredentialsInput, readonly string[]>>> = {
  auth: ['sha', 'sha256', 'sha512'],
  priv: ['aes', 'aes256'],
};
const longest = 200;

/** The secrets that were given, in the form in which collectors get them; null when there are none. */
export function readCredentials(
  input: CredentialsInput | null | undefined,
  faults: Faults,
  path: readonly (string | number)[] = ['credentials'],
): string | null {
  const given = Object.entries(input ?? {}).filter((entry): entry is [keyof CredentialsInput, string] => !!entry[1]);
  for (const [field, value] of given) {
    if (value.length > longest) faults.add('TOO_LONG', [...path, field], `${field} may have ${longest} characters.`);
    else if (/[\u0000-\u001f\u007f]/.test(value))
      faults.add('UNSAFE_TEXT', [...path, field], `${field} must be one line of plain text.`);
    else if (words[field]?.includes(value) === false)
      faults.add('OUT_OF_RANGE', [...path, field], `${field} is one of ${words[field].join(', ')}.`);
  }
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : null;
}

/** Keeps a device's secrets sealed, instead of any it had. */
export async function keepCredentials(
  { em, installation, viewer }: ViewerContext,
  device: { readonly column: 'miner_id' | 'pdu_id' | 'meter_id'; readonly id: string },
  secrets: string | null,
): Promise<void> {
  if (secrets === null) return;
  await em.execute(
    `insert into device_credential (id, organization_id, ${device.column}, sealed) values (?, ?, ?, ?)
     on conflict (${device.column}) do update set sealed = excluded.sealed`,
    [newId(), viewer.organizationId, device.id, installation.vault.seal(secrets)],
  );
}
