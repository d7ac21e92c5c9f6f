import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeAnswer } from '../src/drivers/answers.ts';

/** Recordings of real devices, beside the project: some may not be copied into it. */
export const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures');
export const haveFixtures = existsSync(FIXTURES);
export const whyNoFixtures = `no recordings at ${FIXTURES}`;

/** What is in a device's folder, as it stands there, by command. A joined answer is cut into its parts. */
export function recordedTexts(folder: string, commandOf = (name: string) => name): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const file of readdirSync(join(FIXTURES, folder))) {
    if (!file.endsWith('.json') || /^(expected|request-|summary_with)/.test(file)) continue;
    const command = commandOf(basename(file, '.json'));
    const text = readFileSync(join(FIXTURES, folder, file), 'utf8').split('\0')[0] ?? '';
    if (command.includes('+'))
      for (const [part, entry] of decodeAnswer(command, text) ?? []) texts[part] ??= JSON.stringify(entry);
    else texts[command] = text;
  }
  return texts;
}

/** Every answer of every recorded miner as it stands in its file; a NUL ends it. */
export function sharedMinerTexts(): readonly { readonly command: string; readonly text: string }[] {
  return readdirSync(join(FIXTURES, 'miners'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|bin|txt)$/.test(file) && !/expected|README/.test(file))
    .map((file) => ({
      command: basename(file).replace(/\.\w+$/, ''),
      text: readFileSync(join(FIXTURES, 'miners', file), 'utf8').split('\0')[0] ?? '',
    }));
}

export function expected<T>(path: string): T {
  return JSON.parse(readFileSync(join(FIXTURES, path), 'utf8')) as T;
}

/** Objects of an snmprec file by OID; hex types are bytes. */
export function recordedObjects(file: string): Map<string, number | string> {
  const objects = new Map<string, number | string>();
  for (const line of readFileSync(join(FIXTURES, file), 'latin1').split('\n')) {
    const [oid, type, ...rest] = line.split('|');
    if (!oid || !type) continue;
    const value = rest.join('|');
    // One recording writes an OID with a leading dot, which the wire doesn't have.
    if (type === '6') objects.set(oid, value.replace(/^\./, ''));
    else if (type.endsWith('x')) objects.set(oid, Buffer.from(value, 'hex').toString('utf8'));
    else objects.set(oid, ['2', '65', '66', '67', '70'].includes(type) ? Number(value) : value);
  }
  return objects;
}
