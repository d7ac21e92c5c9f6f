import { contextFor, type ViewerContext } from '../../context.ts';
import { type LiveSource, polledSource } from '../../live/index.ts';
import type { CollectorInstruction } from './collector.type.ts';
import { planRevision } from './plan.service.ts';

/** What a collector has to know at once: the revision of its plan. Commands and scans come with their own issue. */
export function instructionSource(context: ViewerContext): LiveSource<CollectorInstruction> {
  const { installation, viewer, requestId, clientAddress } = context;
  return polledSource({
    load: async () => {
      const { em } = contextFor(installation, viewer, { requestId, clientAddress, cookie: null });
      return { planRevision: await planRevision(em, viewer.collectorId as string), commands: [], scans: [] };
    },
    key: ({ planRevision: revision }) => revision,
  });
}
