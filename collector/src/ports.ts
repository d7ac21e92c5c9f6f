/** The ports that the collector may reach, by its own configuration alone: a plan can't widen them. */
export type Ports = {
  /** As they were configured, for people. */
  readonly text: string;
  allows(port: number): boolean;
};

const HIGHEST = 65_535;

/** Any port: where nothing is configured, the networks alone are the wall. */
export const EVERY_PORT = `1-${HIGHEST}`;

/** `80,161,502,8000-9000`. Throws a sentence naming the part that is none. */
export function parsePorts(text: string): Ports {
  const ranges = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
      const [from, to] = [Number(first), Number(last)];
      if (!(from >= 1 && from <= to && to <= HIGHEST)) throw new Error(`"${part}" is no port or range like 8000-9000`);
      return { from, to };
    });
  if (ranges.length === 0) throw new Error('names no port');
  return { text, allows: (port) => ranges.some(({ from, to }) => port >= from && port <= to) };
}
