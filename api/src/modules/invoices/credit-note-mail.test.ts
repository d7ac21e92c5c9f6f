import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../../../test/builders/contracts.ts';
import { billingScene, issuedJune, usd } from '../../../test/builders/invoices.ts';
import { installation, member, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailServer } from '../../../test/mail-server.ts';
import { Mail } from '../mail/mail.entity.ts';
import { sendMail } from '../mail/index.ts';
import { createCreditNote } from './credit-note.service.ts';
import { sendCreditNote } from './send-credit-note.service.ts';

const database = useDatabase();
const server = useServer(() => installation(database(), { now: new Date('2026-07-01T12:00:00Z') }));
let mails: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
  mails = await mailServer(() => '250 OK');
});
afterAll(() => mails.close());

/** June's invoice, 10.00 of it credited. */
async function credited(send: boolean) {
  const set = await billingScene(database());
  const invoice = await issuedJune(set);
  const note = await createCreditNote(set.context(), {
    invoiceId: invoice.id,
    lines: [{ position: 1, amount: usd('10.00') }],
    reason: 'Outage <b>on</b> 3 June',
    send,
  });
  const outbox = () =>
    set.context().em.find(Mail, { documentId: note.id }, { orderBy: { createdAt: 'asc', resendNo: 'asc' } });
  return { ...set, invoice, note, outbox };
}

test('a credit note leaves with its PDF under the host’s name, once, and again when somebody says so', async () => {
  const set = await credited(true);
  const [first] = await set.outbox();
  expect(first).toMatchObject({
    purpose: 'CREDIT_NOTE',
    resendNo: 0,
    subject: `Credit note CN-000001 from Lone Star Hosting`,
  });
  const leave = (mailId: string) =>
    sendMail({ transport: createTransport(mails.url), from: 'bills@example.com' })(set.job(), {
      mailId,
    });
  await leave(first?.id as string);
  await leave(first?.id as string);
  expect(mails.received).toHaveLength(1);
  const raw = mails.received[0] as string;
  for (const words of ['filename=CN-000001.pdf', 'takes back', 'Outage &lt;b&gt;on', '/portal/bills/'])
    expect(raw.replaceAll('=\n', '').replaceAll('=3D', '=')).toContain(words);
  const again = { creditNoteId: set.note.id, idempotencyKey: 'twice' };
  const staff = set.context();
  await sendCreditNote(staff, again);
  await sendCreditNote(staff, again);
  await sendCreditNote(set.context(), { creditNoteId: set.note.id, to: 'boss@example.com' });
  expect((await set.outbox()).map(({ recipient, resendNo }) => `${recipient} ${resendNo}`).sort()).toEqual([
    'boss@example.com 0',
    `${first?.recipient} 0`,
    `${first?.recipient} 1`,
  ]);
});

test('a credit note is mailed by nobody who was not asked to', async () => {
  const set = await credited(false);
  expect(await set.outbox()).toEqual([]);
  const stranger = await billingScene(database());
  expect(await refusalOf(sendCreditNote(stranger.context(), { creditNoteId: set.note.id }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await refusalOf(sendCreditNote(set.context(), { creditNoteId: 'nonsense' }))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('staff see what became of it at the note and in the invoice’s timeline, its customer sees neither', async () => {
  const set = await credited(true);
  const query = `query($id: ID!) { invoice(id: $id) { timeline { kind } creditNotes { number mails { state recipient } } } }`;
  const as = async (role: 'OWNER' | 'CUSTOMER_OWNER', of: string | null) => {
    const { email } = await member(set.owner, set.organizationId, role, of);
    const client = await server().client().signIn(email, password);
    return (await client.graphql(query, { id: set.invoice.id })).data.invoice;
  };
  const staff = await as('OWNER', null);
  expect(staff.creditNotes).toMatchObject([{ number: 'CN-000001', mails: [{ state: 'QUEUED' }] }]);
  expect(staff.timeline).toContainEqual({ kind: 'SENT' });
  expect(await as('CUSTOMER_OWNER', set.customerId)).toEqual({
    timeline: [],
    creditNotes: [{ number: 'CN-000001', mails: [] }],
  });
});
