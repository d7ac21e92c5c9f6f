/** Ports as typed, parted by commas or space; null where one is none. Nothing typed: no ports are named. */
export function portsOf(text: string): number[] | null {
  const ports = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  return ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535) ? ports : null;
}
