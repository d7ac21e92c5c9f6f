/** A device's credentials, in the words of the contract's `CredentialsInput`. They live in memory only and never in a log. */
export type CredentialsInput = {
  readonly community?: string | null;
  readonly user?: string | null;
  readonly password?: string | null;
  readonly auth?: string | null;
  readonly authKey?: string | null;
  readonly priv?: string | null;
  readonly privKey?: string | null;
};
