import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A mail server on loopback that answers each recipient as told: `250 OK`, `550 no such user`, `451 try later`; and each text. */
export async function mailServer(answer: () => string, verdict = () => '250 kept') {
  const received: string[] = [];
  /** From whom each mail came, by its envelope: where its bounce goes. */
  const envelopes: string[] = [];
  const server = createServer((socket) => {
    let inMail = false;
    let mail = '';
    socket.on('error', () => socket.destroy());
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n')) {
        if (inMail) {
          mail += `${line}\n`;
          if (line !== '.') continue;
          inMail = false;
          if (verdict().startsWith('250')) received.push(mail);
          mail = '';
          socket.write(`${verdict()}\r\n`);
        } else if (/^(EHLO|HELO)/i.test(line)) socket.write('250 OK\r\n');
        else if (/^MAIL/i.test(line)) {
          envelopes.push(/<(.*?)>/.exec(line)?.[1] ?? '');
          socket.write('250 OK\r\n');
        } else if (/^RCPT/i.test(line)) socket.write(`${answer()}\r\n`);
        else if (/^DATA/i.test(line)) {
          inMail = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else if (line !== '') socket.write('250 OK\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    received,
    envelopes,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
