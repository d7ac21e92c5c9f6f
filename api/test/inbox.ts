type Message = Record<string, unknown>;

/** Messages as they come; a test waits for the one it means and gets it when it is there. */
export class Inbox {
  readonly #messages: Message[] = [];
  #arrived: (() => void) | null = null;

  put(message: Message): void {
    this.#messages.push(message);
    this.#arrived?.();
  }

  /** The next message that fits; those before it are passed over. Fails after five seconds. */
  async wait(fits: (message: Message) => boolean = () => true): Promise<Message> {
    const late = AbortSignal.timeout(5_000);
    for (;;) {
      while (this.#messages.length > 0) {
        const message = this.#messages.shift() as Message;
        if (fits(message)) return message;
      }
      await new Promise<void>((resolve, reject) => {
        this.#arrived = resolve;
        late.addEventListener('abort', () => reject(new Error('the message has not come within 5 seconds')));
      });
    }
  }
}
