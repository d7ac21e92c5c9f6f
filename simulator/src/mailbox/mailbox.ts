import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Handler } from '../http.ts';
import { mailboxRoutes } from './routes.ts';
import { MailStore } from './store.ts';

export type Mailbox = { readonly routes: Handler; readonly url: string; readonly close: () => Promise<void> };

const MAX_MAIL_BYTES = 10 * 1024 * 1024;
const HOST = '127.0.0.1';

/** A real SMTP server that delivers to nobody but its own page. It takes mail from this machine only. */
export async function startMailbox(options: {
  port: number;
  folder: string | null;
  now: () => number;
}): Promise<Mailbox> {
  const store = await MailStore.open(options.folder);
  const server = new SMTPServer({
    banner: 'Hashyard demo mailbox',
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    maxClients: 50,
    logger: false,
    onData: (stream, _session, done) => {
      void answerOnce(receive(store, stream, options.now()), done);
    },
  });
  server.on('error', () => {}); // one client's broken connection; a failed start is reported by listen below
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`SMTP_PORT: ${HOST}:${options.port} can't be opened (${error.message}).`)),
    );
    server.listen(options.port, HOST, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    routes: mailboxRoutes(store),
    url: `smtp://${HOST}:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** smtp-server wants a callback, told once either way. */
async function answerOnce(received: Promise<void>, done: (error?: Error) => void): Promise<void> {
  try {
    await received;
  } catch (error) {
    return done(error as Error);
  }
  done();
}

async function receive(store: MailStore, stream: SMTPServerDataStream, receivedMs: number): Promise<void> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_MAIL_BYTES) chunks.push(chunk); // the rest is read to its end, but kept by nobody
  }
  if (bytes > MAX_MAIL_BYTES) {
    throw Object.assign(new Error(`Message exceeds ${MAX_MAIL_BYTES} bytes`), { responseCode: 552 });
  }
  await store.add(Buffer.concat(chunks), receivedMs);
}
