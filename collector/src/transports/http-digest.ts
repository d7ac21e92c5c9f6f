import { createHash, randomBytes } from 'node:crypto';
import { askHttp, type HttpAnswer, type HttpRequest } from './http.ts';

export type DigestUser = { readonly user: string; readonly password: string };

/** A request to a device that wants HTTP Digest: it is asked once for its challenge, which does nothing, then answered. */
export async function askWithDigest(request: HttpRequest, who: DigestUser): Promise<HttpAnswer> {
  const first = await askHttp(request);
  if (first.status !== 401 || first.challenge === null) return first;
  const method = request.body === undefined ? 'GET' : (request.method ?? 'POST');
  const cnonce = randomBytes(8).toString('hex');
  const authorization = digestOf(first.challenge, { ...who, method, uri: request.path, cnonce });
  if (authorization === null) return first;
  return askHttp({ ...request, headers: { ...request.headers, authorization } });
}

/** RFC 2617 with MD5, which is what devices have; null for a challenge of another kind. */
export function digestOf(
  challenge: string,
  of: DigestUser & { readonly method: string; readonly uri: string; readonly cnonce: string },
): string | null {
  const parts = new Map(
    [...challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name = '', quoted, plain]) => [
      name.toLowerCase(),
      quoted ?? plain ?? '',
    ]),
  );
  const [realm, nonce, opaque] = [parts.get('realm'), parts.get('nonce'), parts.get('opaque')];
  const isMd5 = /^md5$/i.test(parts.get('algorithm') ?? 'MD5');
  if (!/^digest /i.test(challenge) || realm === undefined || nonce === undefined || !isMd5) return null;
  const { user, password, method, uri, cnonce } = of;
  const withQop =
    parts
      .get('qop')
      ?.split(/\s*,\s*/)
      .includes('auth') ?? false;
  const keys = [md5(`${user}:${realm}:${password}`), md5(`${method}:${uri}`)] as const;
  const response = withQop
    ? md5(`${keys[0]}:${nonce}:${COUNT}:${cnonce}:auth:${keys[1]}`)
    : md5(`${keys[0]}:${nonce}:${keys[1]}`);
  const fields = [
    `username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    ...(withQop ? ['qop=auth', `nc=${COUNT}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

/** Each challenge is used once. */
const COUNT = '00000001';

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
