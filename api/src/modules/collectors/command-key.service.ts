import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Installation } from '../../context.ts';
import type { Scope } from '../../database/scope.ts';

/** An Ed25519 public key in DER ends with its 32 bytes (RFC 8410). */
const keyBytes = 32;

/** The installation's public key by which collectors know commands, base64. The pair is made when it is first asked for. */
export async function commandKey({ em }: Scope, { vault }: Installation): Promise<string> {
  const [known]: { key: Buffer | null }[] = await em.execute('select command_key() as key');
  if (known?.key) return known.key.toString('base64');
  const pair = generateKeyPairSync('ed25519');
  const publicHalf = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-keyBytes);
  const sealedHalf = vault.seal(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
  const [kept]: { key: Buffer }[] = await em.execute('select keep_command_key(?, ?) as key', [publicHalf, sealedHalf]);
  return (kept as { key: Buffer }).key.toString('base64');
}

/** Signs texts as the installation, so that every collector knows them as its own. */
export async function commandSigner(scope: Scope, installation: Installation): Promise<(text: string) => Buffer> {
  await commandKey(scope, installation);
  const [row]: { sealed: Buffer | null }[] = await scope.em.execute('select command_signing_key() as sealed');
  if (!row?.sealed) throw new Error('the installation has no key to sign commands with: look at installation_key');
  const key = createPrivateKey(installation.vault.open(row.sealed));
  return (text) => sign(null, Buffer.from(text, 'utf8'), key);
}
