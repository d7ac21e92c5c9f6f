import type { CredentialsInput } from '../credentials.ts';
import { DeviceFailure } from '../device-failure.ts';
import { askHttp } from '../transports/http.ts';
import { signInFor } from './http-sign-in.ts';
import type { Ask } from './miner-session.ts';

type Headers = Readonly<Record<string, string>>;

/** What a web server knows us by, and the ways to sign in that turned us away: tried again they would lock the account. */
type HttpSession = { headers: Headers; readonly turnedAway: Set<object> };
/** Null: it hasn't asked yet. */
export type SignedIn = { signedIn: HttpSession | null };
const NO_HEADERS: Headers = {};

/** Commands are paths. Where a miner asks for a sign-in, it is tried once with the device's credentials. */
export function httpAsk(
  host: string,
  port: number,
  { user, password }: CredentialsInput,
  timeoutMs?: number,
  kept: SignedIn = { signedIn: null },
): Ask {
  const address = `${host}:${port}`;

  const refused = (detail: string) => new DeviceFailure('refused', address, detail, 'device');
  const get = (path: string, headers: Headers) => askHttp({ host, port, path, headers, timeoutMs });
  const signedIn = async (path: string) => {
    const signIn = signInFor(path);
    if (!signIn) throw refused(`HTTP 401 to ${path}`);
    if (!user) throw refused('asks for a user and password');
    const session = (kept.signedIn ??= { headers: NO_HEADERS, turnedAway: new Set() });
    if (session.turnedAway.has(signIn)) throw refused('does not take the user and password');
    for (const headers of await signIn.open({ host, port, timeoutMs }, user, password ?? '')) {
      const answer = await get(path, headers);
      if (answer.status === 401) continue;
      session.headers = headers;
      return answer;
    }
    session.turnedAway.add(signIn);
    throw refused('does not take the user and password');
  };

  return async (path) => {
    let answer = await get(path, kept.signedIn?.headers ?? NO_HEADERS);
    if (answer.status === 401) answer = await signedIn(path);
    if (answer.status === 200) return answer.text;
    if (answer.status === 401 || answer.status === 403) throw refused(`HTTP ${answer.status} to ${path}`);
    throw new DeviceFailure('unsupported', address, `HTTP ${answer.status} to ${path}`);
  };
}
