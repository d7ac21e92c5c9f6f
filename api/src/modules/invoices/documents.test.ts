import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { parseEvidence, verifyBill } from '@hashyard/rating';
import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners, steadyLoad } from '../../../test/builders/contracts.ts';
import {
  customer,
  installation,
  member,
  organization,
  password,
  viewerContext,
} from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';
import { billCustomer, issueInvoice, periodOf } from './index.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));
/** Debian's poppler-utils; where it isn't installed the test that reads the paper is skipped, and says so. */
const pdfReader = 'pdftotext';
const hasPdfReader = spawnSync(pdfReader, ['-v']).error === undefined;

/** A customer with June's invoice, of two machines and taxed, and everybody who might ask for its papers. */
async function scene(parts: { issue?: boolean } = {}) {
  const { owner } = database();
  const organizationId = await organization(owner);
  await owner.query(
    "insert into tax_rate (id, organization_id, code, name, percent) values ($1, $2, 'TX', 'Texas sales tax', 8.25)",
    [newId(), organizationId],
  );
  const customerId = await customer(owner, organizationId, { name: 'Zoë Łukasz Ωmega' });
  const context = () => viewerContext(installation(database()), organizationId);
  const miners = await meteredMiners(owner, organizationId, 2);
  for (const { outlet } of miners)
    await steadyLoad(owner, organizationId, outlet.register.no, {
      from: '2026-06-01T05:00:00Z',
      to: '2026-07-01T05:00:00Z',
      powerW: 3_000,
    });
  await activeContract(
    context(),
    customerId,
    miners.map(({ id }) => id),
    { taxCode: 'TX' },
  );
  const { invoiceIds } = await billCustomer(context(), customerId, periodOf('2026-06'), { skipExisting: true });
  const id = invoiceIds[0] as string;
  if (parts.issue !== false) await issueInvoice(context(), { invoiceId: id });
  const as = async (role: 'OWNER' | 'CUSTOMER_OWNER', of: string | null, organization = organizationId) =>
    server()
      .client()
      .signIn((await member(owner, organization, role, of)).email, password);
  return { owner, organizationId, customerId, miners, id, as };
}

const read = async (response: Response) => Buffer.from(await response.arrayBuffer());
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const papers = `query($id: ID!) { invoice(id: $id) { number status pdfUrl evidenceUrl pdfSha256 evidenceSha256 total { amount currency } balance { amount }
  customer { name } holds { reason } billingRun { id } taxes { code percent taxable { amount } amount { amount } }
  lines { position component quantity rate amount { amount } contract { number } units { unit energyKwh registerIds } } } }`;

describe("an issued invoice's papers", () => {
  test('are the files whose hashes the API names, for its customer and for staff', async () => {
    const set = await scene();
    for (const client of [await set.as('OWNER', null), await set.as('CUSTOMER_OWNER', set.customerId)]) {
      const { data } = await client.graphql(papers, { id: set.id });
      expect(data.invoice).toMatchObject({
        number: 'INV-000001',
        status: 'ISSUED',
        total: { amount: '339.04', currency: 'USD' },
        holds: [],
      });
      const pdf = await client.fetch(data.invoice.pdfUrl);
      expect(pdf.status).toBe(200);
      expect(Object.fromEntries(pdf.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename=INV-000001.pdf',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(sha256(await read(pdf))).toBe(data.invoice.pdfSha256);
      const evidence = await read(await client.fetch(data.invoice.evidenceUrl));
      expect(sha256(evidence)).toBe(data.invoice.evidenceSha256);
      expect(gunzipSync(await read(await client.fetch(`${data.invoice.evidenceUrl}.gz`))).equals(evidence)).toBe(true);
      const parsed = parseEvidence(JSON.parse(evidence.toString()));
      expect(parsed.ok && verifyBill(parsed.bundle)).toEqual([]);
    }
  });

  test('open to a key of its customer as to a session, and to no key that may not read invoices', async () => {
    const set = await scene();
    const staff = await set.as('OWNER', null);
    const create =
      'mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on ApiKeyCreated { token } } }';
    const keyWith = async (permissions: string[]) => {
      const { data } = await staff.graphql(create, {
        input: { name: permissions.join(), permissions, customerId: set.customerId },
      });
      return server().client(data.createApiKey.token);
    };
    const paths = [`${set.id}.pdf`, `${set.id}/evidence.json.gz`].map((path) => `/documents/invoices/${path}`);
    const statuses = async (permissions: string[]) => {
      const program = await keyWith(permissions);
      return Promise.all(paths.map(async (path) => (await program.fetch(path)).status));
    };
    expect(await statuses(['invoice:read'])).toEqual([200, 200]);
    expect(await statuses(['customer:read'])).toEqual([404, 404]);
  });

  test('are not there for anybody else, as if there were no such invoice', async () => {
    const set = await scene();
    const { owner, organizationId } = set;
    const strangers = [
      server().client(),
      await set.as('CUSTOMER_OWNER', await customer(owner, organizationId)),
      await set.as('OWNER', null, await organization(owner)),
    ];
    const paths = (id: string) =>
      [`${id}.pdf`, `${id}/evidence.json`, `${id}/evidence.json.gz`].map((path) => `/documents/invoices/${path}`);
    const { rows } = await owner.query('select pdf_sha256 from invoice where id = $1', [set.id]);
    const tag = `"${rows[0].pdf_sha256}"`;
    const staff = await set.as('OWNER', null);
    const known = await staff.fetch(`/documents/invoices/${set.id}.pdf`, { headers: { 'If-None-Match': tag } });
    expect(known.status).toBe(304);
    for (const client of strangers)
      for (const path of [...paths(set.id), ...paths(newId()), ...paths('nonsense')]) {
        // Also for who knows the hash: whether it is the file's is not to be learnt.
        const response = await client.fetch(path, { headers: { 'If-None-Match': tag, Range: 'bytes=0-1' } });
        expect([response.status, await response.text()]).toEqual([404, 'Not found']);
      }
  });

  test('of a draft are for staff alone, and it has no PDF yet', async () => {
    const set = await scene({ issue: false });
    const staff = await set.as('OWNER', null);
    const { data } = await staff.graphql(papers, { id: set.id });
    expect(data.invoice).toMatchObject({ number: null, status: 'DRAFT', pdfUrl: null });
    expect((await staff.fetch(data.invoice.evidenceUrl)).status).toBe(200);
    expect((await staff.fetch(`/documents/invoices/${set.id}.pdf`)).status).toBe(404);
    const theirs = await set.as('CUSTOMER_OWNER', set.customerId);
    expect((await theirs.graphql(papers, { id: set.id })).data.invoice).toBeNull();
    expect((await theirs.fetch(data.invoice.evidenceUrl)).status).toBe(404);
  });

  test.skipIf(!hasPdfReader)('read as a bill does, from top to bottom (needs pdftotext)', async () => {
    const set = await scene();
    const client = await set.as('CUSTOMER_OWNER', set.customerId);
    const { data } = await client.graphql(papers, { id: set.id });
    const pdf = await read(await client.fetch(data.invoice.pdfUrl));
    const text = execFileSync(pdfReader, ['-layout', '-', '-'], { input: pdf }).toString().replaceAll(/\s+/g, ' ');
    const inOrder = [
      'Invoice',
      'INV-000001',
      '2026-07-01',
      '2026-07-15',
      '2026-06-01 to 2026-06-30',
      'America/Chicago',
      'HC-000001',
      'Bill to',
      'Zoë Łukasz Ωmega',
      'Energy, metered, HC-000001 4,320.000 kWh 0.0725 313.20',
      'measured 4,320.000 kWh, estimated 0.000 kWh',
      'Subtotal 313.20',
      'TX 8.25 % of 313.20 25.84',
      'Total USD 339.04',
      'the total is 339.04 USD',
      `SHA-256 ${data.invoice.evidenceSha256}`,
      'INV-000001, page 1 of 3',
      'Machine Energy kWh',
      '2,160.000 0.000',
      'Total 4,320.000 0.000',
      'page 2 of 3',
      'by day',
      'Machine 06-01',
      '72.000 72.000',
      'page 3 of 3',
    ];
    let at = 0;
    for (const words of inOrder) {
      expect(text.slice(at)).toContain(words);
      at = text.indexOf(words, at);
    }
    for (const words of ['Lone Star Hosting LLC', ...set.miners.map(({ name }) => name)]) expect(text).toContain(words);
  });
});

describe('the invoices of a customer', () => {
  test('are listed with their lines, taxes and machines, to it and to staff alike', async () => {
    const set = await scene();
    const list = `query { invoices(filter: { statuses: [ISSUED] }) { totalCount nodes { number customer { name contracts { nodes { number } } invoices { totalCount } }
      lines { component units { unit } contract { displayNumber billedUntilOn assignments { totalCount nodes { miner { name contract { number } assignments { from } } } } } } taxes { code } } } }`;
    for (const client of [await set.as('OWNER', null), await set.as('CUSTOMER_OWNER', set.customerId)]) {
      const { data, errors } = await client.graphql(list);
      expect(errors).toBeUndefined();
      expect(data.invoices).toMatchObject({
        totalCount: 1,
        nodes: [
          {
            number: 'INV-000001',
            customer: { contracts: { nodes: [{ number: 'HC-000001' }] }, invoices: { totalCount: 1 } },
            lines: [
              {
                component: 'ENERGY',
                contract: { displayNumber: 'HC-000001', billedUntilOn: '2026-07-01', assignments: { totalCount: 2 } },
              },
            ],
            taxes: [{ code: 'TX' }],
          },
        ],
      });
    }
    const stranger = await set.as('CUSTOMER_OWNER', await customer(set.owner, set.organizationId));
    expect((await stranger.graphql(list)).data.invoices).toEqual({ totalCount: 0, nodes: [] });
  });
});
