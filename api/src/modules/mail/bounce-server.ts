import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream } from 'smtp-server';
import type { Installation } from '../../context.ts';
import { noteBounce } from './bounce.service.ts';
import { failureIn, reportBytes } from './delivery-report.ts';
import { readReturnPath } from './return-path.ts';

/** Where bounces come in: an address to listen on, by SMTP or LMTP. */
export type BounceListener = { readonly protocol: 'smtp' | 'lmtp'; readonly host: string; readonly port: number };

/** Bigger than any mail of ours that comes back whole. What is beyond is read, thrown away and refused. */
const mostBytes = 33_554_432;
/** A report has one recipient; so many are somebody's play. */
const mostRecipients = 10;

/**
 * Takes bounces in, and nothing else: who isn't named by a signed return path is an unknown user. It never answers a mail, so
 * it is in no loop. A report that can't be noted now is refused for now: the mail server in front keeps it.
 */
export async function receiveBounces(
  installation: Installation,
  { protocol, host, port }: BounceListener,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    lmtp: protocol === 'lmtp',
    banner: 'bounces only',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mostBytes,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onRcptTo({ address }, session, answer) {
      if (session.envelope.rcptTo.length >= mostRecipients) answer(refusal(452, '4.5.3 too many recipients'));
      else if (readReturnPath(installation.vault, address)) answer();
      else answer(refusal(550, '5.1.1 no such user'));
    },
    onData(stream, session, answer) {
      take(stream, session.envelope.rcptTo).then(answer, (error: unknown) => {
        console.error(JSON.stringify({ level: 'error', message: 'a bounce could not be noted', error: String(error) }));
        answer(refusal(451, '4.3.0 try again later'));
      });
    },
  });

  async function take(stream: SMTPServerDataStream, recipients: readonly SMTPServerAddress[]): Promise<Error | null> {
    const beginning = await beginningOf(stream);
    if (stream.sizeExceeded) return refusal(552, '5.3.4 too large');
    const failure = await failureIn(beginning).catch(() => 'UNREADABLE' as const);
    if (failure === 'UNREADABLE') return refusal(554, '5.6.0 not a mail that can be read');
    if (failure === null) return null;
    const sent = recipients.flatMap(({ address }) => readReturnPath(installation.vault, address) ?? []);
    for (const mail of sent)
      if ((await noteBounce(installation, mail, failure)) === 'SENDING') return refusal(451, '4.4.0 still being sent');
    return null;
  }

  const listening = once(server.server, 'listening');
  server.listen(port, host);
  await listening;
  // A client that hangs up in the middle is nobody's fault; the mail server comes again.
  server.on('error', (error) =>
    console.error(JSON.stringify({ level: 'warn', message: 'a bounce broke off', error: String(error) })),
  );
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** As much as a report needs; the rest is read and let go, so that no mail is too large for the memory. */
async function beginningOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let kept = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (kept >= reportBytes) continue;
    chunks.push(chunk);
    kept += chunk.length;
  }
  return Buffer.concat(chunks);
}
