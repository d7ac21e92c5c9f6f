/** Off loopback the name's prefix makes browsers insist on Secure, the whole site and no domain. */
const sessionCookieName = (secure: boolean): string => (secure ? '__Host-hashyard' : 'hashyard');

/** The session token in a Cookie header, or null. */
export function readSessionCookie(header: string | undefined, secure: boolean): string | null {
  const name = `${sessionCookieName(secure)}=`;
  const part = header
    ?.split(';')
    .map((piece) => piece.trim())
    .find((piece) => piece.startsWith(name));
  const token = part?.slice(name.length);
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
}

/** The header that sets the session cookie; an expiry in the past clears it. */
export function sessionCookie(token: string, expires: Date, secure: boolean): string {
  const attributes = [
    'Path=/',
    `Expires=${expires.toUTCString()}`,
    'HttpOnly',
    ...(secure ? ['Secure'] : []),
    'SameSite=Lax',
  ];
  return `${sessionCookieName(secure)}=${token}; ${attributes.join('; ')}`;
}
