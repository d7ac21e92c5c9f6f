/** What a program of a customer may be given, in the customer's words. People and keys are managed by people alone. */
const permissionWords: Record<string, string> = {
  'fleet:read': 'See machines',
  'telemetry:read': 'See readings of machines',
  'contract:read': 'See contracts',
  'invoice:read': 'See bills',
  'customer:read': 'See the account',
  'organization:read': 'See the host',
  'device:command': 'Command machines, as far as contracts allow',
  'contract:accept': 'Accept contracts',
  'contract:notice': 'Give notice',
};

/** A permission without words of its own is shown as the API names it. */
export const permissionWord = (permission: string): string => permissionWords[permission] ?? permission;

/** The choices of who holds these permissions: a key never may more than its maker. */
export const choicesOf = (own: readonly string[]): readonly string[] =>
  Object.keys(permissionWords).filter((permission) => own.includes(permission));
