import { mkdtemp, readdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startWeb } from '../web.ts';
import { startMailbox } from './mailbox.ts';

const INVITE = [
  'From: "Site One" <billing@site.example>',
  'To: Anna <anna@customer.example>',
  'Subject: Welcome',
  'Date: Tue, 09 Jun 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b1',
  '',
  '--b1',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Hello <a href="http://127.0.0.1:4000/portal/accept?x=1&amp;y=2#token=abc">accept</a></p><script>alert(1)</script>',
  '--b1',
  'Content-Type: application/pdf; name="bill.pdf"',
  'Content-Disposition: attachment; filename="bill.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('%PDF-1.7 a bill').toString('base64'),
  '--b1--',
];

type Message = {
  id: string;
  from: string;
  to: string;
  subject: string;
  date: string;
  text: string;
  html: string | null;
  links: string[];
  attachments: { filename: string; contentType: string; size: number }[];
};
type Running = { base: string; smtp: URL; close: () => Promise<void> };

async function mailbox(folder: string | null = null): Promise<Running> {
  const { routes, url, close } = await startMailbox({ port: 0, folder, now: () => Date.parse('2026-06-09T10:00:01Z') });
  const web = await startWeb('127.0.0.1', 0, { mailbox: routes, control: () => {} });
  onTestFinished(async () => {
    web.server.close();
    await close();
  });
  return { base: `${web.url}/mailbox`, smtp: new URL(url), close };
}

/** Speaks SMTP by hand and resolves with the server's last word on the message. */
async function send({ smtp }: Running, lines: readonly string[]): Promise<string> {
  const socket = createConnection({ host: smtp.hostname, port: Number(smtp.port) });
  const reply = async (): Promise<string> => String(((await once(socket, 'data')) as [Buffer])[0]);
  await reply();
  for (const said of ['EHLO test', 'MAIL FROM:<billing@site.example>', 'RCPT TO:<anna@customer.example>', 'DATA']) {
    socket.write(`${said}\r\n`);
    await reply();
  }
  socket.write(`${lines.join('\r\n')}\r\n.\r\n`);
  const answer = await reply();
  socket.end('QUIT\r\n');
  return answer;
}

async function messages({ base }: Running): Promise<Message[]> {
  return (await (await fetch(`${base}/messages`)).json()) as Message[];
}

describe('a mail', () => {
  test('that was sent by SMTP is listed with its links, token and all, and its files', async () => {
    const running = await mailbox();
    expect(await send(running, INVITE)).toMatch(/^250/);
    const [mail] = await messages(running);
    expect(mail).toMatchObject({
      from: 'billing@site.example',
      to: 'anna@customer.example',
      subject: 'Welcome',
      date: '2026-06-09T10:00:00.000Z',
      links: ['http://127.0.0.1:4000/portal/accept?x=1&y=2#token=abc'],
      attachments: [{ filename: 'bill.pdf', contentType: 'application/pdf', size: 15 }],
    });
    expect(await (await fetch(`${running.base}/messages/${mail?.id}`)).json()).toEqual(mail);
  });

  test('comes newest first and goes with DELETE', async () => {
    const running = await mailbox();
    await send(running, ['Subject: first', '', 'one']);
    await send(running, ['Subject: second', '', 'see http://example.org/a, please']);
    const listed = await messages(running);
    expect(listed.map(({ subject }) => subject)).toEqual(['second', 'first']);
    expect(listed[0]?.links).toEqual(['http://example.org/a']);
    expect((await fetch(`${running.base}/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await messages(running)).toEqual([]);
  });

  test('outlives a restart where a folder is given, and leaves no file behind when deleted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
    const first = await mailbox(folder);
    await send(first, INVITE);
    const before = await messages(first);
    const second = await mailbox(folder);
    expect(await messages(second)).toEqual(before);
    await fetch(`${second.base}/messages`, { method: 'DELETE' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('above the size limit is refused', async () => {
    const running = await mailbox();
    const line = 'x'.repeat(1_000);
    expect(await send(running, ['Subject: big', '', ...Array(10_800).fill(line)])).toMatch(/^552/);
    expect(await messages(running)).toEqual([]);
  });
});

describe('hostile mail', () => {
  test('never puts markup into the page', async () => {
    const running = await mailbox();
    await send(running, [
      'Subject: <img src=x onerror=alert(1)>',
      'From: "<b>" <a@b.example>',
      '',
      '<script>alert(2)</script>',
    ]);
    const [mail] = await messages(running);
    const page = await (await fetch(`${running.base}?id=${mail?.id}`)).text();
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/<img|<script/);
  });

  test('is shown as HTML only in a sandbox that runs no script and loads nothing', async () => {
    const running = await mailbox();
    await send(running, INVITE);
    const [mail] = await messages(running);
    const page = await fetch(`${running.base}?id=${mail?.id}`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<iframe sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const html = await fetch(`${running.base}/messages/${mail?.id}/html`);
    const policy = html.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox /);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin/);
    expect(await html.text()).toMatch(/^<base target="_blank">.*accept/s); // its links open outside of the frame
  });

  test('gives its files as downloads of a harmless type, whatever they call themselves', async () => {
    const running = await mailbox();
    await send(running, [
      'Subject: file',
      'Content-Type: text/html; name="a.html"',
      'Content-Disposition: attachment; filename="../../evil\\".html"',
      '',
      '<script>alert(3)</script>',
    ]);
    const [mail] = await messages(running);
    const file = await fetch(`${running.base}/messages/${mail?.id}/attachments/0`);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[^"\r\n;]+$/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('has no links but web addresses', async () => {
    const running = await mailbox();
    const html =
      '<a href="javascript:alert(1)">a</a><a href="file:///etc/passwd">b</a><a href="https://ok.example/">c</a>';
    await send(running, ['Subject: links', 'Content-Type: text/html', '', html]);
    expect((await messages(running))[0]?.links).toEqual(['https://ok.example/']);
  });
});
