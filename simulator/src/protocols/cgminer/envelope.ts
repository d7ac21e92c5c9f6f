/** What a command tells, in one of cgminer's documents: rows below a key, or no more than its STATUS. The envelope adds STATUS and id. */
export type Report = {
  readonly key: string | null;
  readonly letter?: 'S' | 'I' | 'E';
  readonly code: number;
  readonly message: string;
  readonly rows: readonly (object | boolean)[];
};
/** btminer's own documents: STATUS is a letter, Msg an object, and no id. */
export type Told = { readonly told: object };

export type Dialect = {
  readonly description: string;
  /** The device's own idea of the time: an epoch, or seconds since its start where it has no clock. */
  readonly when: number;
  /** Whether `summary+pools` answers both. */
  readonly joins: boolean;
  readonly commandKeys: readonly string[];
  readonly refusals: 'cgminer' | 'btminer';
  readonly reports: Readonly<Record<string, (parameter: string) => Report | Told>>;
};

/** cgminer's codes for the requests that get nothing. */
const REFUSED = { invalidCommand: 14, invalidJson: 23, missingCommand: 24, accessDenied: 45 } as const;
type Refused = (typeof REFUSED)[keyof typeof REFUSED];
const TOLD = 131;

/** Commands that change the machine: they need a client with write access, which nobody is here. */
const PRIVILEGED = new Set(
  'addpool disablepool enablepool poolpriority poolquota removepool switchpool save quit restart setconfig zero ascset ascenable ascdisable reboot power_off'.split(
    ' ',
  ),
);

/** Answers a request as cgminer's api.c does, down to its error codes. The text is one line without the closing NUL. */
export function answerCgminer(request: string, dialect: Dialect): string {
  const command = readCommand(request, dialect.commandKeys);
  const { parameter } = requestIn(request);
  if (typeof command === 'number') return JSON.stringify(refuse(dialect, command));
  if (!command.includes('+')) return JSON.stringify(answerOne(command, parameter, dialect));
  // Firmware that can't join takes the whole text for the name of one command.
  if (!dialect.joins) return JSON.stringify(refuse(dialect, REFUSED.invalidCommand));
  const names = new Set(command.split('+').filter((name) => name !== ''));
  const joined = [...names].map((name) => [name, [answerPart(name, dialect)]]);
  return JSON.stringify({ ...Object.fromEntries(joined), id: 1 });
}

function readCommand(request: string, keys: readonly string[]): string | Refused {
  let parsed: unknown;
  try {
    parsed = JSON.parse(request); // a NUL behind the document breaks it, as on the device
  } catch {
    return REFUSED.invalidJson;
  }
  const fields = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  const command = keys.map((key) => fields[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof command === 'string' ? command : REFUSED.missingCommand;
}

/** Command and parameter of a request; both empty for what is no JSON. */
export function requestIn(request: string): { readonly command: string; readonly parameter: string } {
  try {
    const { command, parameter } = Object(JSON.parse(request)) as { command?: unknown; parameter?: unknown };
    return { command: String(command ?? ''), parameter: String(parameter ?? '') };
  } catch {
    return { command: '', parameter: '' };
  }
}

function answerOne(name: string, parameter: string, dialect: Dialect): object {
  const report = Object.hasOwn(dialect.reports, name) ? dialect.reports[name]?.(parameter) : undefined;
  if (report) return document(dialect, report);
  return refuse(dialect, PRIVILEGED.has(name) ? REFUSED.accessDenied : REFUSED.invalidCommand, name);
}

/** btminer's own documents can't be joined. */
function answerPart(name: string, dialect: Dialect): object {
  const answer = answerOne(name, '', dialect);
  return 'Code' in answer && answer.Code === TOLD ? refuse(dialect, REFUSED.invalidCommand) : answer;
}

function document({ description, when }: Dialect, report: Report | Told): object {
  if ('told' in report) return { STATUS: 'S', When: when, Code: TOLD, Msg: report.told, Description: description };
  const { key, code, message, rows, letter = 'S' } = report;
  return {
    STATUS: [{ STATUS: letter, When: when, Code: code, Msg: message, Description: description }],
    ...(key === null ? {} : { [key]: rows }),
    id: 1,
  };
}

function refuse({ description, when, refusals }: Dialect, code: Refused, command = ''): object {
  const messages: Record<Refused, string> = {
    [REFUSED.invalidCommand]: 'Invalid command',
    [REFUSED.invalidJson]: 'Invalid JSON',
    [REFUSED.missingCommand]: "Missing JSON 'command'",
    [REFUSED.accessDenied]: `Access denied to '${command}' command`,
  };
  const status = { STATUS: 'E', When: when, Code: code, Msg: messages[code], Description: description };
  return refusals === 'btminer' ? status : { STATUS: [status], id: 1 };
}
