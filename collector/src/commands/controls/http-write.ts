import { signInFor } from '../../drivers/http-sign-in.ts';
import { askHttp, type HttpAnswer, type HttpRequest } from '../../transports/http.ts';
import { done, type Ending, failed, refused, written } from '../ending.ts';
import type { Wish } from './control.ts';

/** One request that changes something, sent once. */
export function writeHttp(request: HttpRequest, read: (answer: HttpAnswer) => Ending = byStatus): Promise<Ending> {
  return written(async () => read(await askHttp(request)));
}

/** 2xx is yes. What isn't there is no command that this firmware has. */
export function byStatus({ status, text }: HttpAnswer): Ending {
  if (status >= 200 && status < 300) return done;
  if (status === 404 || status === 405) return refused(`its firmware does not know this (HTTP ${status})`);
  return failed(`HTTP ${status}: ${text.slice(0, 200)}`.trim());
}

/** As `writeHttp`, in a session that the device's user and password open. A 401 was not done: the next form of the session may be tried. */
export async function writeSignedIn(
  { host, credentials: { user, password } }: Pick<Wish, 'host' | 'credentials'>,
  request: Omit<HttpRequest, 'host' | 'headers'>,
): Promise<Ending> {
  const signIn = signInFor(request.path);
  if (!signIn || !user) return refused('its user and password are not known here');
  const sessions = await signIn.open({ host, port: request.port, timeoutMs: undefined }, user, password ?? '');
  for (const headers of sessions) {
    const ending = await writeHttp({ ...request, host, headers }, (answer) =>
      answer.status === 401 ? turnedAway : byStatus(answer),
    );
    if (ending !== turnedAway) return ending;
  }
  return turnedAway;
}

const turnedAway = failed('it does not take the user and password');
