/** Ends a command with words for the person at the terminal. 2: asked wrongly; 1: it can't be done. */
export class Stop extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
