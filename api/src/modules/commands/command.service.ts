import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { CommandBatch, commandSigner } from '../collectors/index.ts';
import { onBehalf } from '../contracts/index.ts';
import type { CommandDevicesInput } from './command.inputs.ts';
import { rehearse } from './dry-run.ts';
import { makeBatch, makeCommands, type MadeCommand, type Wish } from './make-batch.ts';
import { refuseUnable, refuseUngranted } from './may-be-told.service.ts';
import { queueSettling } from './settle-commands.job.ts';
import { findTargets } from './targets.service.ts';

const mostTargets = 5_000;
const mostStaggerSeconds = 3_600;
/** From the first turn to the last. */
const longestSpreadSeconds = 24 * 3_600;

/** Tells devices something: signed, handed to their collectors at their turn, done at most once. A dry run says what it would be. */
export async function commandDevices(context: ViewerContext, input: CommandDevicesInput): Promise<CommandBatch> {
  const wish = readWish(input);
  const { action } = wish;
  // As the viewer, who may see it at all; from then on as the organization, whose collectors no customer sees.
  await findTargets(context, action, input.targetIds);
  const acting = onBehalf(context);
  const plan = async (scope: ViewerContext) => {
    const targets = await findTargets(scope, action, input.targetIds);
    await refuseUngranted(scope, action, targets);
    await refuseUnable(scope, action, targets);
    return { targets, made: await makeBatch(scope, wish, targets) };
  };
  if (input.dryRun)
    return inTransaction(acting, async (scope) => {
      const { targets, made } = await plan(scope);
      return rehearse(scope, made, makeCommands(scope, wish, made, targets));
    });
  return once(
    acting,
    'commandDevices',
    input,
    async (scope) => {
      const { targets, made } = await plan(scope);
      const batch = scope.em.create(CommandBatch, made);
      await scope.em.flush();
      await write(scope, makeCommands(scope, wish, made, targets));
      return batch;
    },
    ({ em }, id) => em.findOneOrFail(CommandBatch, { id }),
  );
}

function readWish({ action, targetIds, reason: said, staggerSeconds }: CommandDevicesInput): Wish {
  const faults = new Faults();
  const reason = faults.line(said, 'reason', { max: 500, required: true }) ?? '';
  if (targetIds.length === 0) faults.add('REQUIRED', ['targetIds'], 'Name at least one.');
  if (targetIds.length > mostTargets) faults.add('TOO_MANY', ['targetIds'], `At most ${mostTargets} at once.`);
  const seen = new Set<string>();
  targetIds.forEach((id, index) => {
    if (seen.has(id)) faults.add('DUPLICATE', ['targetIds', index], 'It is named twice.');
    seen.add(id);
  });
  const stagger = faults.whole(staggerSeconds ?? 0, 'staggerSeconds', { min: 0, max: mostStaggerSeconds }) ?? 0;
  if (stagger * (targetIds.length - 1) > longestSpreadSeconds)
    faults.add('OUT_OF_RANGE', ['staggerSeconds'], 'The last one would have its turn after more than a day.');
  faults.refuseIfAny();
  return { action, reason, staggerMs: stagger * 1000 };
}

async function write(scope: ViewerContext, commands: readonly MadeCommand[]): Promise<void> {
  const signed = await commandSigner(scope, scope.installation);
  await insertRows(
    scope.em,
    'device_command',
    commands.map(
      ({ id, organizationId, batchId, collectorId, miner, pdu, outlet, payload, turnAt, expiresAt, state }) => ({
        id,
        organization_id: organizationId,
        batch_id: batchId,
        collector_id: collectorId,
        miner_id: miner,
        pdu_id: pdu,
        outlet_id: outlet,
        payload,
        signature: `\\x${signed(payload).toString('hex')}`,
        turn_at: turnAt,
        expires_at: expiresAt,
        state,
      }),
    ),
  );
  const [first] = commands;
  if (first) await queueSettling(scope, first.batchId, first.expiresAt);
}
