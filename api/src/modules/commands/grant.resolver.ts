import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { DeviceAction } from '../collectors/index.ts';
import type { Contract } from '../contracts/contract.entity.ts';
import { ContractType } from '../contracts/contract.type.ts';
import { GrantCommandsInput } from './command.inputs.ts';
import { commandLoaders } from './command.loader.ts';
import { grantCommands } from './grant.service.ts';

const GrantCommandsResult = result('GrantCommands', () => ContractType);

/** What a contract leaves to its customer's people. */
@Resolver(() => ContractType)
export class CommandGrantResolver {
  @Authorized('contract:update')
  @Mutation(() => GrantCommandsResult, {
    description: "Which commands the customer's people may give to the contract's machines while it is active.",
  })
  grantCommands(
    @Arg('input', () => GrantCommandsInput) input: GrantCommandsInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return grantCommands(context, input);
  }

  @FieldResolver(() => [DeviceAction], { description: "What the customer's people may tell its machines." })
  async grantedActions(@Root() contract: Contract, @Ctx() context: Context): Promise<DeviceAction[]> {
    return (await commandLoaders(context).grants.load(contract.id))?.actions ?? [];
  }
}
