/** One line per event on standard error, as JSON: time, event, details. Never a token or credentials. */
export function log(event: string, details: Readonly<Record<string, unknown>> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...details })}\n`);
}
