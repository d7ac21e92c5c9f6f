/** What sending failed with, as far as the mail library tells: the server's reply, or what kept us from one. */
export type SendFailure = {
  readonly code?: string | undefined;
  /** Of SMTP: 4xx for now, 5xx for good. */
  readonly responseCode?: number | undefined;
};

/** What a mail server said, fit to be kept and shown: of one line, and short. */
export const asSaid = (words: string): string =>
  words
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);

/** For so long a mail is tried again and again; then a person has to look. */
const giveUpAfterMs = 3 * 86_400_000;

/** Codes of a refusal that is about this mail: its recipients, or what it says. A wrong password is about the server's own set-up. */
const aboutTheMail: readonly (string | undefined)[] = ['EENVELOPE', 'EMESSAGE'];

/**
 * What becomes of a mail that could not be sent. `BOUNCED`: the server will never take it, trying again would only annoy it.
 * `GIVEN_UP`: nobody took it for days. `RETRY`: later, each time after a longer wait.
 */
export function afterFailure({ code, responseCode }: SendFailure, ageMs: number): 'BOUNCED' | 'GIVEN_UP' | 'RETRY' {
  const forGood = responseCode !== undefined && responseCode >= 500 && responseCode < 600;
  if (forGood && aboutTheMail.includes(code)) return 'BOUNCED';
  return ageMs >= giveUpAfterMs ? 'GIVEN_UP' : 'RETRY';
}
