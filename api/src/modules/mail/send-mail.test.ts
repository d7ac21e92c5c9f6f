import { createTransport } from 'nodemailer';
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
let mails: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
  mails = await mailServer(() => answer);
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
  const attempt = () => sendMail(createTransport(mails.url), 'bills@example.com')(set.job(), { mailId });
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
