import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingScene, juneInvoice } from '../../../test/builders/invoices.ts';
import { installation, member, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailServer } from '../../../test/mail-server.ts';
import { issueInvoice } from '../invoices/index.ts';
import { sendMail } from './index.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));
let answer = '250 OK';
let verdict = '250 kept';
let mails: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
  mails = await mailServer(
    () => answer,
    () => verdict,
  );
});
afterAll(() => mails.close());

/** An issued invoice whose mail is queued; what staff see of it; and one attempt to send it. */
async function scene() {
  const set = await billingScene(database());
  const { id } = await issueInvoice(set.context(), { invoiceId: (await juneInvoice(set)).id, send: true });
  const { email } = await member(set.owner, set.organizationId, 'OWNER');
  const staff = await server().client().signIn(email, password);
  const shown = async () => {
    const query = 'query($id: ID!) { invoice(id: $id) { sentAt sentTo mails { id state attempts error } } }';
    return (await staff.graphql(query, { id })).data.invoice;
  };
  const [{ id: mailId }] = (await shown()).mails;
  const attempt = (url = mails.url) =>
    sendMail({ transport: createTransport(url), from: 'bills@example.com' })(set.job(), {
      mailId,
    });
  return { ...set, shown, attempt, mailId };
}

test('a mail that is refused for now stays queued, says why, and leaves later', async () => {
  const set = await scene();
  answer = '451 4.7.1 greylisted, try later';
  await expect(set.attempt()).rejects.toThrow('greylisted');
  expect(await set.shown()).toMatchObject({
    sentAt: null,
    mails: [{ state: 'QUEUED', attempts: 1, error: '451 4.7.1 greylisted, try later' }],
  });
  answer = '250 OK';
  await set.attempt();
  expect(await set.shown()).toMatchObject({
    sentTo: expect.anything(),
    mails: [{ state: 'SENT', attempts: 2, error: null }],
  });
  expect(mails.received.at(-1)).toContain('INV-000001.pdf');
  const before = mails.received.length;
  await set.attempt();
  expect(mails.received).toHaveLength(before);
});

test('a mail that is refused for good is a bounce, shown at its invoice, and is not tried again by itself', async () => {
  const set = await scene();
  answer = '550 5.1.1 no such user';
  await set.attempt();
  await set.attempt();
  expect(await set.shown()).toMatchObject({
    sentAt: null,
    mails: [{ state: 'FAILED', attempts: 1, error: '550 5.1.1 no such user' }],
  });
});

test('a mail that nobody takes for three days is given up', async () => {
  const set = await scene();
  answer = '451 4.3.0 busy';
  set.clock.now = new Date(set.clock.now.getTime() + 72 * 3_600_000);
  await set.attempt();
  expect((await set.shown()).mails).toMatchObject([{ state: 'FAILED', error: '451 4.3.0 busy' }]);
});

test.each([
  { name: 'refused for now after its text was read', says: '452 4.3.1 disk full', state: 'QUEUED' },
  { name: 'refused for good after its text was read', says: '554 5.7.1 spam', state: 'FAILED' },
])('a mail that is $name is $state', async ({ says, state }) => {
  const set = await scene();
  [answer, verdict] = ['250 OK', says];
  await set.attempt().catch((error: Error) => expect(error.message).toContain(says));
  verdict = '250 kept';
  expect((await set.shown()).mails).toMatchObject([{ state, attempts: 1, error: says }]);
});

/** A port on which nobody listens any more. */
async function nobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `smtp://127.0.0.1:${port}`;
}

test('a server that is away, or says nothing, is asked again later', async () => {
  const set = await scene();
  await expect(set.attempt(await nobody())).rejects.toThrow('ECONNREFUSED');
  expect((await set.shown()).mails).toMatchObject([
    { state: 'QUEUED', attempts: 1, error: expect.stringContaining('ECONNREFUSED') },
  ]);
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}?greetingTimeout=50`;
  await expect(set.attempt(url)).rejects.toThrow('Greeting never received');
  silent.close();
  expect((await set.shown()).mails).toMatchObject([{ state: 'QUEUED', attempts: 2 }]);
  await set.attempt();
  expect((await set.shown()).mails).toMatchObject([{ state: 'SENT', attempts: 3, error: null }]);
});

test('a server whose certificate nobody vouches for gets no mail in clear: asked again later, with the reason', async () => {
  const set = await scene();
  // It offers STARTTLS with a certificate that it signed itself.
  const received: string[] = [];
  const stranger = new SMTPServer({
    authOptional: true,
    onData(stream, _session, done) {
      received.push('mail');
      stream.on('end', done).resume();
    },
  });
  const listening = stranger.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  stranger.on('error', () => {});
  const url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  await expect(set.attempt(url)).rejects.toThrow('certificate');
  expect((await set.shown()).mails).toMatchObject([{ state: 'QUEUED', error: expect.stringContaining('certificate') }]);
  expect(received).toEqual([]);
  await new Promise<void>((resolve) => stranger.close(resolve));
});
