import type { CredentialsInput } from '../credentials.ts';
import { DeviceFailure } from '../device-failure.ts';
import { askHttp } from '../transports/http.ts';
import { entryAt, text } from './answers.ts';
import type { Ask } from './miner-session.ts';
import { parseTolerantly } from '../transports/tolerant-json.ts';

/** Where Braiins OS gives a token for user and password. */
const LOGIN = '/api/v1/auth/login';

/** Commands are paths. Where a miner asks for a sign-in, it is tried once with the device's credentials. */
export function httpAsk(host: string, port: number, { user, password }: CredentialsInput, timeoutMs?: number): Ask {
  const address = `${host}:${port}`;
  let bearer: string | null = null;

  const signIn = async (): Promise<string> => {
    if (!user) throw new DeviceFailure('refused', address, 'asks for a user and password');
    const { status, text: answer } = await askHttp({
      host,
      port,
      path: LOGIN,
      timeoutMs,
      body: { username: user, password: password ?? '' },
    });
    const token = status === 200 ? text(entryAt({ answer: parseTolerantly(answer)?.value }, 'answer'), 'token') : null;
    if (token === null) throw new DeviceFailure('refused', address, 'does not take the user and password');
    return token;
  };
  return async (path) => {
    let answer = await askHttp({ host, port, path, bearer, timeoutMs });
    if (answer.status === 401 && path !== LOGIN) {
      bearer = await signIn();
      answer = await askHttp({ host, port, path, bearer, timeoutMs });
    }
    if (answer.status === 200) return answer.text;
    if (answer.status === 401 || answer.status === 403)
      throw new DeviceFailure('refused', address, `HTTP ${answer.status} to ${path}`);
    throw new DeviceFailure('unsupported', address, `HTTP ${answer.status} to ${path}`);
  };
}
