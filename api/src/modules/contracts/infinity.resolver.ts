import { FieldResolver, Resolver, Root } from 'type-graphql';
import { visible } from '../../database/visible.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { Decimal } from '../../graphql/scalars.ts';
import type { MinerModel } from '../fleet/fleet.entity.ts';
import { MinerModelType } from '../fleet/miner-model.type.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import type { InfinityTerms } from './contract.entity.ts';
import { InfinityDetails } from './contract.type.ts';

/** What an Infinity contract sells. What it delivers is the invoices module's to say. */
@Resolver(() => InfinityDetails)
export class InfinityResolver {
  @FieldResolver(() => SiteType)
  site(@Root() terms: InfinityTerms): Promise<Site> {
    return terms.site.loadOrFail();
  }

  @FieldResolver(() => MinerModelType, { nullable: true })
  model(@Root() terms: InfinityTerms): Promise<MinerModel | null> {
    return visible(terms.model);
  }

  @FieldResolver(() => Decimal)
  hashrateThs(@Root() terms: InfinityTerms): string {
    return decimalText(terms.hashrateThs);
  }

  @FieldResolver(() => Decimal, { nullable: true })
  guaranteedPercent(@Root() terms: InfinityTerms): string | null {
    return terms.guaranteedPercent && decimalText(terms.guaranteedPercent);
  }

  @FieldResolver(() => Decimal, { nullable: true })
  connectorFeePercent(@Root() terms: InfinityTerms): string | null {
    return terms.connectorFeePercent && decimalText(terms.connectorFeePercent);
  }
}
