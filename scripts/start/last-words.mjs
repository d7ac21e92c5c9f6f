// What of a dead process's log says why: the last error's message and the lines after it, or simply the end.
const shown = 15;

/** @param {string} log */
export function lastWords(log) {
  const lines = log.trimEnd().split('\n');
  const errorAt = lines.findLastIndex((line) => /^(\w*Error|error|fatal)\b.*: /i.test(line));
  const from = errorAt === -1 ? -shown : errorAt;
  return lines.slice(from).slice(0, shown).join('\n');
}
