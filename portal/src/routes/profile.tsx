import { Button, Card, KeyValueList, PageHeader, toast, useMutation, whyNot } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { ApiKeys } from '../features/keys/api-keys.tsx';
import { SecondFactor } from '../features/security/second-factor.tsx';
import { OwnSessions } from '../features/security/sessions.tsx';
import { SignOutDocument } from '../features/viewer/frame.tsx';
import { RequestPasswordResetDocument } from '../features/viewer/forgot-password.tsx';
import { useCustomer, useViewer } from '../features/viewer/viewer.tsx';
import { roleWords } from '../features/people/people.view.ts';

/** Who one is here, and how one's own way in is kept safe. */
export default function ProfilePage(): JSX.Element {
  const viewer = useCustomer();
  const { renew, query } = useViewer();
  const role = () => {
    const known = viewer().role;
    return known ? roleWords[known].word : '–';
  };
  const account = () => viewer().customer?.companyName ?? viewer().customer?.name ?? '';
  const signOut = useMutation(SignOutDocument);
  const leave = async () => {
    const answer = await signOut.run({ input: { everywhere: true } });
    if (answer.ok) renew();
    else toast(whyNot(answer), 'failed');
  };
  return (
    <>
      <PageHeader title="Profile" />
      <div class="grid items-start gap-6 lg:grid-cols-2">
        <Card title="You">
          <KeyValueList
            items={[
              { label: 'Name', value: viewer().name },
              { label: 'Email', value: viewer().user?.email ?? '–' },
              { label: 'Account', value: account() },
              { label: 'Role', value: role() },
              { label: 'Billing currency', value: viewer().customer?.currency ?? '–' },
            ]}
          />
        </Card>
        <Show when={!viewer().readOnly}>
          <Card title="Your way in">
            <div class="flex flex-col items-start gap-4">
              <NewPassword email={viewer().user?.email} />
              <p class="text-muted">A lost phone or a shared computer: this ends every session that is open as you.</p>
              <Button busy={signOut.busy} onClick={() => void leave()}>
                Sign out everywhere
              </Button>
            </div>
          </Card>
          <SecondFactor isOn={viewer().user?.secondFactor ?? false} onChanged={() => query.refetch()} />
          <OwnSessions />
        </Show>
        <Show when={viewer().permissions.includes('api-key:manage')}>
          <ApiKeys permissions={viewer().permissions} timeZone={viewer().organization.timeZone} />
        </Show>
      </div>
    </>
  );
}

function NewPassword(props: { email: string | undefined }): JSX.Element {
  const request = useMutation(RequestPasswordResetDocument);
  const [sent, setSent] = createSignal(false);
  const send = async () => {
    const answer = await request.run({ input: { email: props.email ?? '' } });
    if (answer.ok) setSent(true);
    else toast(whyNot(answer), 'failed');
  };
  return (
    <Show
      when={!sent()}
      fallback={<p role="status">A link is on its way to {props.email}. It works once and for an hour.</p>}
    >
      <p class="text-muted">A link to choose a new password goes to your address; your other sessions end with it.</p>
      <Button busy={request.busy} onClick={() => void send()}>
        Change password
      </Button>
    </Show>
  );
}
