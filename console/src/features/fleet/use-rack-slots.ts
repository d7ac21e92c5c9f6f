import { useQuery } from '@hashyard/ui';
import { graphql } from '../../gql/gql.ts';
import type { RackSlotsQuery } from '../../gql/graphql.ts';

const rackSlotsDocument = graphql(`
  query RackSlots($siteId: ID!) {
    site(id: $siteId) {
      id
      racks {
        id
        name
        slots {
          id
          label
          miner {
            id
          }
        }
      }
    }
  }
`);

type Racks = NonNullable<RackSlotsQuery['site']>['racks'];

/** A site's racks with what stands in their slots. Null waits. */
export function useRackSlots(siteId: () => string | null): () => Racks | undefined {
  const query = useQuery(rackSlotsDocument, () => {
    const wanted = siteId();
    return wanted === null ? null : { siteId: wanted };
  });
  return () => query.data?.site?.racks;
}
