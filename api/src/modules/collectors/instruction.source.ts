import { contextFor, type ViewerContext } from '../../context.ts';
import { type LiveSource, polledSource } from '../../live/index.ts';
import { commandOrders } from './command-orders.service.ts';
import { scanOrders } from './discovery.service.ts';
import type { CollectorInstruction } from './collector.type.ts';
import { planRevision } from './plan.service.ts';

/** What a collector has to know at once: the revision of its plan, the commands whose turn has come and the scans to do. */
export function instructionSource(asking: ViewerContext): LiveSource<CollectorInstruction> {
  const { installation, viewer, requestId, clientAddress } = asking;
  return polledSource({
    load: async () => {
      const context = contextFor(installation, viewer, { requestId, clientAddress, cookie: null });
      const collectorId = viewer.collectorId as string;
      const scans = await scanOrders(context.em, collectorId);
      const commands = await commandOrders(context, collectorId);
      return { planRevision: await planRevision(context.em, collectorId), commands, scans };
    },
    key: ({ planRevision: revision, commands, scans }) =>
      [revision, ...[...commands, ...scans].map(({ id }) => id)].join(' '),
  });
}
