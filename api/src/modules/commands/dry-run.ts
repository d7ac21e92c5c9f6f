import type { Scope } from '../../database/scope.ts';
import { CommandBatch, DeviceCommand } from '../collectors/index.ts';
import type { MadeBatch, MadeCommand } from './make-batch.ts';

/** Batches that were only asked about, with what they would have been: no row of them is written. */
const rehearsed = new WeakMap<CommandBatch, readonly DeviceCommand[]>();

const unwritten = { persist: false } as const;
/** Nothing that is not given is signed. */
const unsigned = { signature: Buffer.alloc(0), message: null, sentAt: null, finishedAt: null } as const;

/** The batch as it would be, for an answer alone. */
export function rehearse({ em }: Scope, made: MadeBatch, commands: readonly MadeCommand[]): CommandBatch {
  const batch = em.create(CommandBatch, made, unwritten);
  rehearsed.set(
    batch,
    commands.map((command) => em.create(DeviceCommand, { ...command, ...unsigned }, unwritten)),
  );
  return batch;
}

/** The commands of a batch that was only asked about; undefined for a real one. */
export const rehearsedCommands = (batch: CommandBatch): readonly DeviceCommand[] | undefined => rehearsed.get(batch);
