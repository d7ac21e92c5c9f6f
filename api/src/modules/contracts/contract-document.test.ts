import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import { customer, installation, member, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { Acceptance, Contract, ContractEvent } from './contract.entity.ts';
import { acceptContract, suspendContract, terminateContract } from './index.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));
/** Debian's poppler-utils; where it isn't installed the test that reads the paper is skipped, and says so. */
const pdfReader = 'pdftotext';
const hasPdfReader = spawnSync(pdfReader, ['-v']).error === undefined;

async function scene() {
  const set = await contractScene(database());
  const { id } = await activeContract(set.context(), set.customerId, set.minerIds, {
    powerCapKw: '100',
    capPolicy: 'OVERAGE',
    overageRate: '0.12',
    hosted: { monthlyFeePerUnit: '5' },
  });
  const read = () => set.context().em.findOneOrFail(Contract, { id });
  const sha256 = (await read()).documentSha256 as string;
  const as = async (role: 'OWNER' | 'CUSTOMER_OWNER' | 'CUSTOMER_MEMBER', of: string | null) =>
    server()
      .client()
      .signIn((await member(set.owner, set.organizationId, role, of)).email, password);
  return { ...set, id, sha256, read, as };
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const file = `query($id: ID!) { contract(id: $id) { documentUrl documentSha256 acceptedBy acceptedAt } }`;
const accept = `mutation($input: AcceptContractInput!) { acceptContract(input: $input) {
  ... on Contract { acceptedBy acceptedAt } ... on Refusal { code } } }`;

describe('the document of a contract', () => {
  test('is the file whose hash the API names, for its customer and for staff', async () => {
    const set = await scene();
    for (const client of [await set.as('OWNER', null), await set.as('CUSTOMER_MEMBER', set.customerId)]) {
      const { data } = await client.graphql(file, { id: set.id });
      expect(data.contract).toMatchObject({ documentSha256: set.sha256, acceptedBy: null });
      const response = await client.fetch(data.contract.documentUrl);
      expect(response.headers.get('content-type')).toContain('application/pdf');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename=HC-000001.pdf');
      expect(
        createHash('sha256')
          .update(await bytesOf(response))
          .digest('hex'),
      ).toBe(set.sha256);
    }
  });

  test('is not there for anybody else, and there is none of a draft', async () => {
    const set = await scene();
    const other = await set.as('CUSTOMER_OWNER', await customer(set.owner, set.organizationId));
    const draft = await draftContract(set.context(), set.customerId);
    const staff = await set.as('OWNER', null);
    for (const [client, id] of [
      [other, set.id],
      [server().client(), set.id],
      [staff, draft.id],
      [staff, 'x'],
    ] as const)
      expect((await client.fetch(`/documents/contracts/${id}.pdf`)).status).toBe(404);
    expect((await staff.graphql(file, { id: draft.id })).data.contract).toMatchObject({ documentUrl: null });
  });

  test.skipIf(!hasPdfReader)('says what was agreed, from top to bottom (needs pdftotext)', async () => {
    const set = await scene();
    const response = await (await set.as('OWNER', null)).fetch(`/documents/contracts/${set.id}.pdf`);
    const text = execFileSync(pdfReader, ['-layout', '-', '-'], { input: await bytesOf(response) }).toString();
    const words = text.replace(/\s+/g, ' ');
    const order = [
      'Hosting contract',
      'Lone Star Hosting LLC',
      'Ada Miner',
      'HC-000001',
      '1 year',
      '2026-06-01',
      '2027-06-01',
      '60 days before the end',
      'America/Chicago',
      'Prices in USD',
      '0.0725 a kWh',
      '5 a machine and month',
      'differences of the energy registers',
      '100 kW; energy above it in a quarter hour is billed at 0.12 a kWh',
      "2, the customer's",
      '7 kW together',
      'HC-000001, page 1 of 1',
    ];
    let at = 0;
    for (const part of order) {
      expect(words.indexOf(part, at), `${part} after ${words.slice(0, at).slice(-40)}`).toBeGreaterThanOrEqual(at);
      at = words.indexOf(part, at);
    }
  });

  test('of two contracts agreed alike at one time differs by its number alone: the same rows give the same bytes', async () => {
    const set = await contractScene(database());
    const [first, second] = set.minerIds as [string, string];
    const one = await activeContract(set.context(), set.customerId, [first]);
    const two = await activeContract(set.context(), set.customerId, [second]);
    expect(one.documentSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(two.documentSha256).not.toBe(one.documentSha256);
    const { snapshot: a } = await set.context().em.findOneOrFail(Contract, { id: one.id }, { populate: ['snapshot'] });
    const { snapshot: b } = await set.context().em.findOneOrFail(Contract, { id: two.id }, { populate: ['snapshot'] });
    expect(a).toEqual(b);
  });

  test('stays, whoever writes it', async () => {
    const { context } = await scene();
    await expect(context().em.execute('update contract set document_sha256 = null')).rejects.toThrow(
      /keeps its document/,
    );
  });
});

describe('acceptance', () => {
  test("is the owner's in the portal, by name, time and hash, once", async () => {
    const set = await scene();
    const owner = await set.as('CUSTOMER_OWNER', set.customerId);
    const input = { contractId: set.id, name: 'Ada Miner, CEO', documentSha256: set.sha256 };
    const { data } = await owner.graphql(accept, { input });
    expect(data.acceptContract).toEqual({ acceptedBy: 'Ada Miner, CEO', acceptedAt: '2026-07-01T12:00:00Z' });
    expect((await owner.graphql(accept, { input })).data.acceptContract).toEqual({ code: 'ALREADY_ACCEPTED' });
    const [event] = await set.context().em.find(ContractEvent, { contractId: set.id, kind: 'ACCEPTED' });
    expect(event?.note).toBe(`as Ada Miner, CEO, SHA-256 ${set.sha256}`);
    expect((await owner.graphql(file, { id: set.id })).data.contract).toMatchObject({ acceptedBy: 'Ada Miner, CEO' });
  });

  test('is nothing that staff, a member or another customer can give', async () => {
    const set = await scene();
    const input = { contractId: set.id, name: 'Eve', documentSha256: set.sha256 };
    for (const [role, of, code] of [
      ['OWNER', null, 'FORBIDDEN'],
      ['CUSTOMER_MEMBER', set.customerId, 'FORBIDDEN'],
      ['CUSTOMER_OWNER', await customer(set.owner, set.organizationId), 'NOT_FOUND'],
    ] as const)
      expect((await (await set.as(role, of)).graphql(accept, { input })).data.acceptContract).toEqual({ code });
    expect(await set.context().em.count(Acceptance, {})).toBe(0);
  });

  test('of another document, or of a contract that is not active, is refused', async () => {
    const set = await scene();
    const input = { contractId: set.id, name: 'Ada', documentSha256: set.sha256 };
    const other = { ...input, documentSha256: 'f'.repeat(64) };
    expect(await refusalOf(acceptContract(set.theirs(), other))).toMatchObject({ code: 'DOCUMENT_CHANGED' });
    expect(await refusalOf(acceptContract(set.theirs(), { ...input, name: ' ' }))).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['input', 'name'] }],
    });
    await suspendContract(set.context(), { contractId: set.id, reason: 'debt' });
    expect(await refusalOf(acceptContract(set.theirs(), input))).toMatchObject({ code: 'WRONG_STATE' });
    await terminateContract(set.context(), { contractId: set.id, endsOn: '2026-08-01', reason: 'breach' });
    expect(await refusalOf(acceptContract(set.theirs(), input))).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('by eight at once is one', async () => {
    const set = await scene();
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        acceptContract(set.theirs(), { contractId: set.id, name: `Ada ${index}`, documentSha256: set.sha256 }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    {
      name: 'of another document',
      sql: insert(`'${'f'.repeat(64)}'`),
      says: /only the document of an active contract/,
    },
    { name: 'that is rewritten', sql: "update contract_acceptance set name = 'Eve'", says: /permission denied/ },
    { name: 'that is taken back', sql: 'delete from contract_acceptance', says: /permission denied/ },
  ])('$name is refused by the database', async ({ sql, says }) => {
    const { context } = await scene();
    await expect(context().em.execute(sql)).rejects.toThrow(says);
  });

  test('of a draft can not be, as its customer does not see it', async () => {
    const set = await scene();
    const { id } = await draftContract(set.context(), set.customerId);
    const early = acceptContract(set.theirs(), { contractId: id, name: 'Ada', documentSha256: set.sha256 });
    expect(await refusalOf(early)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

function insert(sha256: string): string {
  return `insert into contract_acceptance (id, organization_id, customer_id, name, document_sha256, accepted_at)
    select id, organization_id, customer_id, 'Eve', ${sha256}, now() from contract`;
}
