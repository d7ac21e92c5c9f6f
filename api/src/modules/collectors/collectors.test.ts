import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  collector,
  collectorContext,
  meter,
  miner,
  pdu,
  site,
  type TestCollector,
  type TestMiner,
} from '../../../test/builders/fleet.ts';
import { installation, organization } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import type { Installation, ViewerContext } from '../../context.ts';
import { Refused } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { authenticate } from '../identity/index.ts';
import type { ReportCollectorInput } from './collector.inputs.ts';
import { isOnline } from './online.rules.ts';
import { collectorPlan } from './plan.service.ts';
import { reportCollector } from './report.service.ts';
import { readSealingKey } from './sealing.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');
let here: Installation;
let organizationId = '';
let siteId = '';
let asking: TestCollector;
let context: ViewerContext;
let machine: TestMiner;

beforeEach(async () => {
  const { owner } = database();
  here = installation(database(), { now });
  organizationId = await organization(owner);
  siteId = await site(owner, organizationId);
  asking = await collector(owner, organizationId, { siteId });
  machine = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  context = await collectorContext(here, asking);
});

const secret = '{"community":"s3cret"}';
const giveCredential = (minerId: string) =>
  database().owner.query(
    'insert into device_credential (id, organization_id, miner_id, sealed) values ($1, $2, $3, $4)',
    [newId(), organizationId, minerId, here.vault.seal(secret)],
  );

/** Opens as the collector does: written from the format's description alone. */
function open(sealed: string, key: KeyObject, ownKey: Buffer): string {
  const bytes = Buffer.from(sealed, 'base64');
  const ephemeral = bytes.subarray(0, 32);
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), ephemeral]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey: key, publicKey });
  const aes = hkdfSync('sha256', shared, Buffer.concat([ephemeral, ownKey]), 'hashyard-credentials-v1', 32);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(aes), bytes.subarray(32, 44));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(44, -16)), decipher.final()]).toString();
}

describe('the plan', () => {
  test('names every device with an address, its outlets and registers', async () => {
    const { owner } = database();
    const powered = await pdu(owner, organizationId, { siteId, collectorId: asking.id });
    const main = await meter(owner, organizationId, { siteId, collectorId: asking.id, main: true });
    const plan = await collectorPlan(context, null);
    expect(plan).toMatchObject({ pollEverySeconds: 30, registerEverySeconds: 900 });
    expect(plan?.devices.map(({ id, kind, registerId }) => ({ id, kind, registerId }))).toEqual([
      { id: main.id, kind: 'METER', registerId: main.register.id },
      { id: machine.id, kind: 'MINER', registerId: null },
      { id: powered.id, kind: 'PDU', registerId: null },
    ]);
    expect(plan?.devices[2]?.outlets).toEqual(
      powered.outlets.map(({ id, register }, index) => ({ id, number: index + 1, registerId: register.id })),
    );
  });

  test('is null while its revision is known, and comes again after a change', async () => {
    const plan = await collectorPlan(context, null);
    expect(await collectorPlan(context, plan?.revision ?? 0)).toBeNull();
    await miner(database().owner, organizationId, { siteId, collectorId: asking.id });
    expect((await collectorPlan(context, plan?.revision ?? 0))?.devices).toHaveLength(2);
  });

  test("holds nothing of another collector's, of this organization or another", async () => {
    const { owner } = database();
    const neighbour = await collector(owner, organizationId, { siteId });
    await miner(owner, organizationId, { siteId, collectorId: neighbour.id });
    expect((await collectorPlan(context, null))?.devices.map(({ id }) => id)).toEqual([machine.id]);
  });

  test("carries credentials sealed to the collector's own key, each time differently", async () => {
    await giveCredential(machine.id);
    const sealed = (await collectorPlan(context, null))?.devices[0]?.sealedCredentials as string;
    expect(open(sealed, asking.privateKey, asking.publicKey)).toBe(secret);
    expect((await collectorPlan(context, null))?.devices[0]?.sealedCredentials).not.toBe(sealed);
    const other = await collector(database().owner, organizationId, { siteId });
    expect(() => open(sealed, other.privateKey, other.publicKey)).toThrow();
  });

  test('keeps credentials back until the collector has told its key', async () => {
    const keyless = await collector(database().owner, organizationId, { siteId, sealing: false });
    const { id } = await miner(database().owner, organizationId, { siteId, collectorId: keyless.id });
    await giveCredential(id);
    const plan = await collectorPlan(await collectorContext(here, keyless), null);
    expect(plan?.devices).toMatchObject([{ id, sealedCredentials: null }]);
  });
});

describe('a report', () => {
  const report = (parts: Partial<ReportCollectorInput> = {}): ReportCollectorInput => ({
    version: '0.1.0',
    sealingKey: asking.publicKey.toString('base64'),
    allowedNetworks: ['10.0.0.0/8', 'fd00::/8'],
    spooledReadings: 12,
    ...parts,
  });
  const state = async () =>
    (await database().owner.query('select * from collector_state where id = $1', [asking.id])).rows[0];

  test('is kept, and a second delivery changes nothing', async () => {
    await reportCollector(context, report());
    const first = await state();
    expect(first).toMatchObject({
      version: '0.1.0',
      spooled_readings: 12,
      allowed_networks: ['10.0.0.0/8', 'fd00::/8'],
      last_seen_at: now,
    });
    await reportCollector(context, report());
    expect(await state()).toEqual(first);
  });

  test('tells how disk and clock are, and what it leaves out stays as it was told', async () => {
    const told = { spoolBytes: 2 ** 31, spoolMaxBytes: 2 ** 31, liveDropped: 2 ** 40, liveThinned: 0 };
    await reportCollector(context, report({ health: { ...told, liveDroppedSecondsAgo: 60, clockStepMs: -7000 } }));
    await reportCollector(context, report());
    expect((await state()).health).toMatchObject({
      ...told,
      liveDroppedAt: '2026-07-01T11:59:00.000Z',
      clockStepMs: -7000,
      clockSteppedAt: null,
    });
  });

  test('with a new key makes a new revision, so that credentials come sealed to it', async () => {
    const before = (await state()).plan_revision;
    const next = await collector(database().owner, organizationId, { siteId });
    await reportCollector(context, report({ sealingKey: next.publicKey.toString('base64') }));
    expect((await state()).plan_revision).toBe(before + 1);
  });

  test.each([
    { name: 'a key of another length', parts: { sealingKey: 'AAAA' }, path: ['input', 'sealingKey'] },
    {
      name: 'a key that makes every secret the same',
      parts: { sealingKey: Buffer.alloc(32).toString('base64') },
      path: ['input', 'sealingKey'],
    },
    {
      name: 'a network that is none',
      parts: { allowedNetworks: ['10.0.0.0/8', 'everything'] },
      path: ['input', 'allowedNetworks', '1'],
    },
    { name: 'a spool below zero', parts: { spooledReadings: -1 }, path: ['input', 'spooledReadings'] },
    {
      name: 'a time that is yet to come',
      parts: {
        health: { spoolBytes: 0, spoolMaxBytes: 1, liveDropped: 0, liveThinned: 0, oldestWaitingSeconds: -1 },
      },
      path: ['input', 'health', 'oldestWaitingSeconds'],
    },
    { name: 'a version with line breaks', parts: { version: '1\n2' }, path: ['input', 'version'] },
  ])('is refused with $name, and nothing is kept', async ({ parts, path }) => {
    const refusal = await reportCollector(context, report(parts)).then(
      () => null,
      (error: unknown) => (error instanceof Refused ? error.refusal : Promise.reject(error)),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path });
    expect(await state()).toMatchObject({ version: null, last_seen_at: null });
  });
});

test('a revoked token is nobody', async () => {
  await database().owner.query('update collector set revoked_at = $2 where id = $1', [asking.id, now]);
  expect(await authenticate(here.orm, { kind: 'bearer', token: asking.token }, now)).toBeNull();
});

test.each([
  { name: 'heard of within three polls', lastSeenAt: new Date(now.getTime() - 90_000), online: true },
  { name: 'silent for longer', lastSeenAt: new Date(now.getTime() - 90_001), online: false },
  { name: 'never heard of', lastSeenAt: null, online: false },
  { name: 'revoked', lastSeenAt: now, revokedAt: now, online: false },
])('a collector $name is online: $online', ({ lastSeenAt, revokedAt, online }) => {
  expect(isOnline({ lastSeenAt, revokedAt: revokedAt ?? null, pollEverySeconds: 30 }, now)).toBe(online);
});

test('a sealing key is exactly 32 bytes of base64', () => {
  expect(readSealingKey(asking.publicKey.toString('base64'))).toEqual(asking.publicKey);
  expect(readSealingKey(`${asking.publicKey.toString('base64')}\n`)).toBeNull();
});
