/** What a family's commands are: a report by name. The document lacks only the envelope's STATUS and id. */
export type Report = {
  readonly key: string;
  readonly code: number;
  readonly message: string;
  readonly rows: readonly object[];
};
export type Reports = Readonly<Record<string, () => Report>>;

export type Dialect = {
  readonly description: string;
  /** The device's own idea of the time: an epoch, or seconds since its start where it has no clock. */
  readonly when: number;
  readonly joins: boolean;
  readonly reports: Reports;
};

/** Commands that change the machine: they need a writing client, which nobody is here. */
const PRIVILEGED = new Set(
  'addpool disablepool enablepool poolpriority poolquota removepool switchpool save quit restart setconfig zero ascset ascenable ascdisable reboot'.split(
    ' ',
  ),
);

/** Answers a request as cgminer's api.c does, down to its error codes. The text is one line without the closing NUL. */
export function answerCgminer(request: string, dialect: Dialect): string {
  const command = readCommand(request);
  if (typeof command === 'number') return JSON.stringify(refusal(dialect, command));
  const names = command.split('+').filter((name) => name !== '');
  if (!command.includes('+')) return JSON.stringify(answerOne(command, dialect));
  // Firmware that can't join takes the whole text for the name of one command.
  if (!dialect.joins) return JSON.stringify(refusal(dialect, 14));
  const joined = [...new Set(names)].map((name) => [name, [answerOne(name, dialect)]]);
  return JSON.stringify({ ...Object.fromEntries(joined), id: 1 });
}

/** The command's name, or the code of the error: 23 invalid JSON, 24 no command in it. */
function readCommand(request: string): string | 23 | 24 {
  let parsed: unknown;
  try {
    parsed = JSON.parse(request); // a NUL behind the document breaks it, as on the device
  } catch {
    return 23;
  }
  const command = typeof parsed === 'object' && parsed !== null ? (parsed as { command?: unknown }).command : undefined;
  return typeof command === 'string' && command !== '' ? command : 24;
}

function answerOne(name: string, dialect: Dialect): object {
  const report = Object.hasOwn(dialect.reports, name) ? dialect.reports[name] : undefined;
  if (report) return document(dialect, report());
  return refusal(dialect, PRIVILEGED.has(name) ? 45 : 14, name);
}

function document({ description, when }: Dialect, { key, code, message, rows }: Report): object {
  const status = { STATUS: 'S', When: when, Code: code, Msg: message, Description: description };
  return { STATUS: [status], [key]: rows, id: 1 };
}

function refusal({ description, when }: Dialect, code: 14 | 23 | 24 | 45, command = ''): object {
  const messages = {
    14: 'Invalid command',
    23: 'Invalid JSON',
    24: "Missing JSON 'command'",
    45: `Access denied to '${command}' command`,
  };
  return { STATUS: [{ STATUS: 'E', When: when, Code: code, Msg: messages[code], Description: description }], id: 1 };
}
