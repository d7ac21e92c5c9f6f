import { contextFor, type ViewerContext } from '../../context.ts';
import { type LiveSource, polledSource } from '../../live/index.ts';
import { scanOrders } from './discovery.service.ts';
import type { CollectorInstruction } from './collector.type.ts';
import { planRevision } from './plan.service.ts';

/** What a collector has to know at once: the revision of its plan and the scans to do. Commands come with their own issue. */
export function instructionSource(context: ViewerContext): LiveSource<CollectorInstruction> {
  const { installation, viewer, requestId, clientAddress } = context;
  return polledSource({
    load: async () => {
      const { em } = contextFor(installation, viewer, { requestId, clientAddress, cookie: null });
      const collectorId = viewer.collectorId as string;
      const scans = await scanOrders(em, collectorId);
      return { planRevision: await planRevision(em, collectorId), commands: [], scans };
    },
    key: ({ planRevision: revision, scans }) => [revision, ...scans.map(({ id }) => id)].join(' '),
  });
}
