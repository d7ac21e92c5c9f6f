import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { SignedIn } from '../identity/identity.type.ts';
import { SetUpInstallationInput } from './installation.inputs.ts';
import { setUpInstallation } from './set-up.service.ts';

const SetUpInstallationResult = result('SetUpInstallation', () => SignedIn);

@Resolver()
export class InstallationResolver {
  @Authorized('public')
  @Mutation(() => SetUpInstallationResult, {
    description:
      'Sets an empty installation up and signs its first owner in: an organization with the plan BUSINESS and the add-on HOSTING, and its first site. ' +
      'Forbidden `LINK_INVALID` for an unknown, used or replaced link, and once there is an organization.',
  })
  async setUpInstallation(
    @Arg('input', () => SetUpInstallationInput) input: SetUpInstallationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { viewer } = await setUpInstallation(context, input);
    return { viewer };
  }
}
