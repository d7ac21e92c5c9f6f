import type { CredentialsInput } from '../credentials.ts';
import { DeviceFailure } from '../device-failure.ts';
import { askWithDigest } from '../transports/http-digest.ts';
import type { Ask } from './miner-session.ts';

const USUAL_USER = 'root';

/**
 * The socket of a miner, and its web pages for commands that are paths: Bitmain's tell serial and MAC there alone, and only to who signs in.
 * Without a password, and where it isn't known at which port they are (null), they aren't asked.
 */
export function withWebPages(ask: Ask, host: string, { user, password }: CredentialsInput, port: number | null): Ask {
  return async (command) => {
    if (!command.startsWith('/')) return ask(command);
    const address = `${host}:${port}`;
    if (port === null) throw new DeviceFailure('unsupported', address, 'nothing is known of its web pages');
    if (!password) throw new DeviceFailure('unsupported', address, 'its web pages want a password');
    const page = await askWithDigest({ host, port, path: command }, { user: user || USUAL_USER, password });
    if (page.status !== 200) throw new DeviceFailure('refused', address, `HTTP ${page.status} to ${command}`, 'device');
    return page.text;
  };
}
