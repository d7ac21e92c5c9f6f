import {
  Button,
  Card,
  type CardOption,
  createForm,
  createSubmit,
  date,
  FormMessage,
  RadioCards,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { Role } from '../../gql/graphql';
import { roleWords } from './people.view.ts';

const InviteUserDocument = graphql(`
  mutation InviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) {
      ... on Invite {
        id
        email
        expiresAt
      }
      ...RefusalFields
    }
  }
`);

const roles: CardOption<Role>[] = (['CUSTOMER_MEMBER', 'CUSTOMER_OWNER'] as const).map((role) => ({
  value: role,
  label: roleWords[role].word,
  description: roleWords[role].meaning,
}));

/** The account's owner lets another person in: one mail, one link, 7 days. */
export function InvitePerson(props: { customerId: string; onInvited: () => void }): JSX.Element {
  const invite = useMutation(InviteUserDocument);
  const form = createForm({ email: '', name: '', role: 'CUSTOMER_MEMBER' });
  let idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    async ({ email, name, role }) => {
      const person = { email: email.trim(), name: name.trim() || undefined, role: role as Role };
      const answer = await invite.run({ input: { ...person, customerId: props.customerId, idempotencyKey } });
      if (answer.ok || 'refusal' in answer) idempotencyKey = crypto.randomUUID();
      return answer;
    },
    ({ email, expiresAt }) => {
      toast(`Invitation sent to ${email}. Its link works until ${date(expiresAt.slice(0, 10))}.`);
      form.reset();
      props.onInvited();
    },
  );
  return (
    <Card title="Invite a person">
      <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
        <FormMessage text={form.message()} />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput label="Email" type="email" required {...form.field('email')} />
          <TextInput label="Name" {...form.field('name')} />
        </div>
        <RadioCards
          label="Role"
          options={roles}
          {...form.field('role')}
          onChange={(role) => form.field('role').onChange(role)}
        />
        <div class="flex flex-wrap items-center gap-4">
          <Button type="submit" look="primary" busy={form.busy()}>
            Send invitation
          </Button>
          <span class="text-muted">The link works once and for 7 days.</span>
        </div>
      </form>
    </Card>
  );
}
