import {
  Button,
  createForm,
  createSubmit,
  dateTime,
  type Option,
  Select,
  TextInput,
  toast,
  useMutation,
  FormDialog,
} from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { Role } from '../../gql/graphql.ts';

const inviteUserDocument = graphql(`
  mutation InviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) {
      __typename
      ... on Invite {
        id
        email
        expiresAt
      }
      ...RefusalFields
    }
  }
`);

/** Mails a one-time link to a person: to the staff, or with `customerId` to that customer's portal. */
export function InvitePerson(props: {
  roles: readonly Option[];
  customerId?: string;
  onInvited: () => void;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <Button icon="mail" onClick={() => setOpen(true)}>
        Invite a person
      </Button>
      <Show when={open()}>
        <InviteDialog
          roles={props.roles}
          customerId={props.customerId}
          onClose={() => setOpen(false)}
          onInvited={() => {
            setOpen(false);
            props.onInvited();
          }}
        />
      </Show>
    </>
  );
}

function InviteDialog(props: {
  roles: readonly Option[];
  customerId: string | undefined;
  onClose: () => void;
  onInvited: () => void;
}): JSX.Element {
  const invite = useMutation(inviteUserDocument);
  const least = untrack(() => props.roles.at(-1)?.value ?? '');
  const form = createForm({ email: '', name: '', role: least });
  let idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    async ({ email, name, role }) => {
      const person = { email: email.trim(), name: name.trim() || undefined, role: role as Role };
      const answer = await invite.run({ input: { ...person, customerId: props.customerId, idempotencyKey } });
      if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
      return answer;
    },
    ({ email, expiresAt }) => {
      toast(`Invitation sent to ${email}. Its link works until ${dateTime(expiresAt)}.`);
      props.onInvited();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Invite a person"
      effect={<p>One mail with a link that works once and lasts 7 days. Inviting again replaces the link before.</p>}
      verb="Send invitation"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Email" type="email" required {...form.field('email')} />
      <TextInput label="Name" {...form.field('name')} />
      <Select label="Role" required options={props.roles} {...form.field('role')} />
    </FormDialog>
  );
}
