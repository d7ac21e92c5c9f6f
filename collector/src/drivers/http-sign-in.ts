import { askHttp, type HttpAnswer } from '../transports/http.ts';
import { parseTolerantly } from '../transports/tolerant-json.ts';
import { entryAt, type Entry, list, text } from './answers.ts';

export type SignInPlace = { readonly host: string; readonly port: number; readonly timeoutMs: number | undefined };
type SignIn = {
  /** The paths that it opens. */
  readonly opens: RegExp;
  /** The headers that stand for the session, the likeliest first; none: turned away. */
  open(place: SignInPlace, user: string, password: string): Promise<readonly Readonly<Record<string, string>>[]>;
};

/** How each maker's miners give a session for user and password. */
const SIGN_INS: readonly SignIn[] = [
  {
    // Braiins OS calls it a bearer token, and takes it as it is.
    opens: /^\/api\/v1\//,
    open: async (place, username, password) => {
      const answer = await askHttp({ ...place, path: '/api/v1/auth/login', body: { username, password } });
      const token = text(documentOf(answer), 'token');
      return token === null ? [] : [{ authorization: token }, { authorization: `Bearer ${token}` }];
    },
  },
  {
    // Sealminer
    opens: /^\/cgi-bin\/.*\.php$/,
    open: async (place, username, password) => {
      const body = new URLSearchParams({ username, origin_pwd: password });
      const { status, cookie } = await askHttp({ ...place, path: '/cgi-bin/login.php', body });
      return status === 200 && cookie !== null ? [{ cookie }] : [];
    },
  },
  {
    // Auradine
    opens: /^\/\w+$/,
    open: async (place, user, password) => {
      const answer = await askHttp({ ...place, path: '/token', body: { command: 'token', user, password } });
      const token = text(list(documentOf(answer), 'Token')[0], 'Token');
      return token === null ? [] : [{ token }];
    },
  },
];

export function signInFor(path: string): SignIn | null {
  return SIGN_INS.find(({ opens }) => opens.test(path)) ?? null;
}

function documentOf({ status, text: answer }: HttpAnswer): Entry | undefined {
  return status === 200 ? entryAt({ answer: parseTolerantly(answer)?.value }, 'answer') : undefined;
}
