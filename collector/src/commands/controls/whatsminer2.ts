import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { decodeAnswer, entryAt, type Entry, statusOf, text } from '../../drivers/answers.ts';
import { cgminerAsk } from '../../drivers/cgminer-ask.ts';
import { sendCgminer } from '../../transports/cgminer.ts';
import { done, type Ending, failed, refused, written } from '../ending.ts';
import type { MinerAction, Wish } from './control.ts';
import { md5Crypt } from './md5-crypt.ts';

/**
 * MicroBT's API 2, "Whatsminer API 2.0.5" and the maker's own whatsminer-mdk-worker. `respbefore`: it answers first and goes then, so that the answer isn't
 * cut off.
 */
const WRITES: Readonly<Record<MinerAction, Readonly<Record<string, unknown> & { cmd: string }>>> = {
  REBOOT: { cmd: 'reboot', respbefore: 'true' },
  PAUSE: { cmd: 'power_off', respbefore: 'true' },
  RESUME: { cmd: 'power_on' },
  LOCATE: { cmd: 'set_led', color: 'red', period: 500, duration: 250, start: 0 },
};
const OK = 131;
const NO_PERMISSION = 45;

/** One write in AES-256-ECB, signed with a token that the device's salts and the account's password make; both as the maker has them. */
export async function tellByApi2({ host, port, action, credentials: { password } }: Wish): Promise<Ending> {
  if (!password) return refused('its password is not known here');
  const answer = decodeAnswer('token', await cgminerAsk(host, port)('get_token'))?.get('token');
  const message = entryAt(answer, 'Msg');
  const [time, salt, newSalt] = ['time', 'salt', 'newsalt'].map((name) => text(message, name));
  if (!time || !salt || !newSalt) return refused(`it gives no token: ${saying(answer)}`);
  const secret = md5Crypt(password, salt);
  const key = createHash('sha256').update(secret).digest();
  const request = JSON.stringify({ token: md5Crypt(secret + time, newSalt), ...WRITES[action] });
  return written(async () =>
    read(await sendCgminer(host, port, action, { enc: 1, data: encrypted(request, key) }), key),
  );
}

function read(answer: string, key: Buffer): Ending {
  const plain = decodeAnswer('answer', answer)?.get('answer');
  const sealed = text(plain, 'enc');
  const said = sealed === null ? plain : decodeAnswer('answer', decrypted(sealed, key))?.get('answer');
  const { code } = statusOf(said);
  if (code === null) return { state: 'UNKNOWN', message: 'its answer makes no sense' };
  if (code === OK) return done;
  const hint = code === NO_PERMISSION ? ' (its API takes writes once its default password was changed)' : '';
  return failed(saying(said) + hint);
}

function saying(answer: Entry | undefined): string {
  const { code, message } = statusOf(answer);
  return code === null ? 'its answer makes no sense' : `code ${code}: ${message}`;
}

const BLOCK_BYTES = 16;

/** Padded with zeros, not as PKCS#7 has it. */
function encrypted(request: string, key: Buffer): string {
  const bytes = Buffer.from(request);
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & (BLOCK_BYTES - 1))]);
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** Empty when it isn't whole blocks. What stands behind the document is padding. */
function decrypted(answer: string, key: Buffer): string {
  const bytes = Buffer.from(answer, 'base64');
  if (bytes.length % BLOCK_BYTES !== 0) return '';
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return (
    Buffer.concat([decipher.update(bytes), decipher.final()])
      .toString('utf8')
      .split('\0')[0] ?? ''
  );
}
