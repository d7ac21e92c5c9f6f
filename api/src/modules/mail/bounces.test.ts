import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingScene, juneInvoice } from '../../../test/builders/invoices.ts';
import { installation, member, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { deliveryReport } from '../../../test/delivery-report.ts';
import { mailServer } from '../../../test/mail-server.ts';
import { issueInvoice } from '../invoices/index.ts';
import { receiveBounces, sendMail } from './index.ts';
import { Mail } from './mail.entity.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const place = () => installation(database(), clock);
const server = useServer(place);
let outside: Awaited<ReturnType<typeof mailServer>>;
let receivers: Awaited<ReturnType<typeof receiveBounces>>[];
beforeAll(async () => {
  outside = await mailServer(() => '250 OK');
  const listen = (protocol: 'smtp' | 'lmtp') => receiveBounces(place(), { protocol, host: '127.0.0.1', port: 0 });
  receivers = await Promise.all([listen('smtp'), listen('lmtp')]);
});
afterAll(async () => {
  await outside.close();
  await Promise.all(receivers.map((receiver) => receiver.stop()));
});

const unknown = '550 5.1.1 <gone@example.com>: Recipient address\r\n    rejected: User unknown';

/** An invoice whose mail a server has taken, and the address that its bounce goes to. */
async function sent() {
  const set = await billingScene(database());
  const invoice = await issueInvoice(set.context(), { invoiceId: (await juneInvoice(set)).id, send: true });
  const mail = () => set.context().em.findOneOrFail(Mail, { documentId: invoice.id });
  const route = {
    transport: createTransport(outside.url),
    from: 'bills@example.com',
    bounceAddress: 'bounces@b.example.com',
  };
  const { id: mailId } = await mail();
  await sendMail(route)(set.job(), { mailId });
  const to = outside.envelopes.at(-1) as string;
  const { email } = await member(set.owner, set.organizationId, 'OWNER');
  const staff = await server().client().signIn(email, password);
  const notices = () => set.context().em.find(Mail, { documentId: mailId, purpose: 'BOUNCE' });
  return {
    ...set,
    invoice,
    mail,
    mailId,
    to,
    staff,
    staffEmail: email,
    notices,
    resend: () => sendMail(route)(set.job(), { mailId }),
  };
}

/** What the receiver answers to a mail server that hands a mail over. */
async function handOver(to: string, raw: string | Readable, which = 0): Promise<string> {
  const port = receivers[which]?.port;
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, lmtp: which === 1 });
  const { response, rejected, rejectedErrors } = await transport
    .sendMail({ envelope: { from: '', to }, raw })
    .catch((error: { response?: string; message: string }) => ({
      response: error.response ?? error.message,
      rejected: [],
      rejectedErrors: undefined,
    }));
  return rejected.length > 0 ? (rejectedErrors?.[0]?.message ?? response) : response;
}

test('a mail that comes back shows at its invoice in the server’s words, flags the customer and is told to who does the bills', async () => {
  const set = await sent();
  expect(set.to).toMatch(/^bounces\+[a-z2-7]{47}@b\.example\.com$/);
  expect(await handOver(set.to, deliveryReport({ to: set.to, diagnostic: unknown }))).toMatch(/^250/);
  const words = '550 5.1.1 <gone@example.com>: Recipient address rejected: User unknown';
  const query = `query($id: ID!) { invoice(id: $id) { mails { state error bouncedAt stuck } customer { mailFailure { error recipient } } } }`;
  const { data } = await set.staff.graphql(query, { id: set.invoice.id });
  expect(data.invoice).toMatchObject({
    mails: [{ state: 'FAILED', error: words, bouncedAt: '2026-07-01T12:00:00Z', stuck: true }],
    customer: { mailFailure: { error: words } },
  });
  expect(await set.notices()).toMatchObject([{ recipient: set.staffEmail, state: 'QUEUED' }]);
});

test('the same report twice, or of an attempt before the last, changes nothing more', async () => {
  const set = await sent();
  const report = deliveryReport({ to: set.to, diagnostic: unknown });
  await handOver(set.to, report);
  await handOver(set.to, report, 1);
  expect(await set.notices()).toHaveLength(1);
  await set.staff.graphql('mutation($id: ID!) { retryMail(input: { mailId: $id }) { __typename } }', {
    id: set.mailId,
  });
  await set.resend();
  expect(outside.envelopes.at(-1)).not.toBe(set.to);
  expect(await handOver(set.to, report)).toMatch(/^250/);
  expect(await set.mail()).toMatchObject({ state: 'SENT', error: null, bouncedAt: null });
  const customerOf = 'query($id: ID!) { invoice(id: $id) { customer { mailFailure { id } } } }';
  expect((await set.staff.graphql(customerOf, { id: set.invoice.id })).data.invoice.customer.mailFailure).toBeNull();
});

test('by LMTP a bounce is taken as by SMTP', async () => {
  const set = await sent();
  expect(await handOver(set.to, deliveryReport({ to: set.to }), 1)).toMatch(/^250/);
  expect(await set.mail()).toMatchObject({ state: 'FAILED', error: '5.1.1 gone@example.com' });
});

test.each([
  {
    name: 'an answer that somebody is away',
    raw: () => 'Auto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nAction: failed\r\n',
  },
  {
    name: 'a notice that delivery takes longer',
    raw: (to: string) => deliveryReport({ to, action: 'delayed', diagnostic: '451 busy' }),
  },
  { name: 'no mail at all', raw: () => '\0\r\n' },
  { name: 'a report without an end', raw: (to: string) => deliveryReport({ to }).slice(0, 400) },
])('$name is taken, changes nothing and is not answered', async ({ raw }) => {
  const set = await sent();
  const before = outside.received.length;
  expect(await handOver(set.to, raw(set.to))).toMatch(/^250/);
  expect(await set.mail()).toMatchObject({ state: 'SENT', error: null });
  expect(await set.notices()).toEqual([]);
  expect(outside.received).toHaveLength(before);
});

test.each([
  { name: 'one that was changed', of: (to: string) => to.replace(/\+./, (start) => (start === '+a' ? '+b' : '+a')) },
  { name: 'none', of: () => 'bounces@b.example.com' },
  { name: 'somebody else', of: () => 'billing@example.com' },
])('a report to a forged return path ($name) is for an unknown user', async ({ of }) => {
  const set = await sent();
  const to = of(set.to);
  expect(await handOver(to, deliveryReport({ to }))).toContain('5.1.1 no such user');
  expect(await set.mail()).toMatchObject({ state: 'SENT' });
});

test('a mail of 100 MB is refused and never held in memory; a report with a large mail behind it is read', async () => {
  const set = await sent();
  const report = (returned: number) =>
    function* () {
      const [head, end] = deliveryReport({ to: set.to, diagnostic: '550 no' }).split('\r\n--=_B--');
      yield head;
      const lines = `${'x'.repeat(70)}\r\n`.repeat(1_000);
      for (let bytes = 0; bytes < returned; bytes += lines.length) yield lines;
      yield `\r\n--=_B--${end}`;
    };
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  expect(await handOver(set.to, Readable.from(report(100_000_000)()))).toContain('552');
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  expect(await set.mail()).toMatchObject({ state: 'SENT' });
  expect(await handOver(set.to, Readable.from(report(20_000_000)()))).toMatch(/^250/);
  expect(await set.mail()).toMatchObject({ state: 'FAILED', error: '550 no' });
});

test('a nest of two thousand parts is refused', async () => {
  const set = await sent();
  const part = (_: unknown, n: number) => `Content-Type: multipart/report; boundary=b${n}\r\n\r\n--b${n}\r\n`;
  expect(await handOver(set.to, Array.from({ length: 2_000 }, part).join(''))).toContain('554');
});

test('what a server said is one line of text, whatever it sent', async () => {
  const set = await sent();
  const hostile = `550 <script>alert(1)</script>\u202e\u0007 ${'x'.repeat(2_000)}`;
  await handOver(set.to, deliveryReport({ to: set.to, diagnostic: hostile }));
  const { error } = await set.mail();
  expect(error).toMatch(/^550 <script>alert\(1\)<\/script> x+$/);
  expect(error).toHaveLength(500);
});

test('a notice that comes back itself makes no other', async () => {
  const set = await sent();
  await handOver(set.to, deliveryReport({ to: set.to }));
  const [notice] = await set.notices();
  const route = {
    transport: createTransport(outside.url),
    from: 'b@example.com',
    bounceAddress: 'bounces@b.example.com',
  };
  await sendMail(route)(set.job(), { mailId: notice?.id as string });
  const to = outside.envelopes.at(-1) as string;
  await handOver(to, deliveryReport({ to }));
  expect(await set.context().em.find(Mail, { documentId: notice?.id as string })).toEqual([]);
  expect(await set.context().em.find(Mail, { purpose: 'BOUNCE' })).toMatchObject([{ state: 'FAILED' }]);
});

test('while the sending is not noted yet, the mail server is told to come again', async () => {
  const set = await sent();
  await set.owner.query("update mail set state = 'SENDING' where id = $1", [set.mailId]);
  expect(await handOver(set.to, deliveryReport({ to: set.to }))).toMatch(/451/);
  await set.owner.query("update mail set state = 'SENT' where id = $1", [set.mailId]);
  expect(await handOver(set.to, deliveryReport({ to: set.to }))).toMatch(/^250/);
});

test("a customer doesn't see that its address fails", async () => {
  const set = await sent();
  await handOver(set.to, deliveryReport({ to: set.to }));
  const person = await member(set.owner, set.organizationId, 'CUSTOMER_OWNER', set.customerId);
  const portal = await server().client().signIn(person.email, password);
  const query = 'query($id: ID!) { invoice(id: $id) { customer { mailFailure { id } } } }';
  expect((await portal.graphql(query, { id: set.invoice.id })).data.invoice.customer.mailFailure).toBeNull();
});
