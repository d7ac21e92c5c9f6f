import {
  Checkbox,
  createForm,
  createSubmit,
  DateInput,
  date,
  lastDay,
  Select,
  TextInput,
  toast,
  useMutation,
  FormDialog,
  localDay,
} from '@hashyard/ui';
import { type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ContractLifeFragment, ContractTerm } from '../../gql/graphql.ts';
import { endFromLastDay } from './contract-form.view.ts';
import { termWords } from './contract.words.ts';

export type LifeDialogProps = {
  contract: ContractLifeFragment;
  onClose: () => void;
  onDone: () => void;
};

/** What is typed as a reason isn't among staff. */
const reasonHint = 'The customer reads it in the contract’s timeline';

const suspendDocument = graphql(`
  mutation SuspendContract($input: SuspendContractInput!) {
    suspendContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

export function SuspendDialog(props: LifeDialogProps): JSX.Element {
  const suspend = useMutation(suspendDocument);
  const form = createForm(untrack(() => ({ reason: '', billFixedFees: props.contract.type === 'LEASE' })));
  const submit = createSubmit(
    form,
    (values) => suspend.run({ input: { contractId: props.contract.id, ...values } }),
    (contract) => {
      toast(`Contract ${contract.displayNumber} is suspended`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Suspend ${props.contract.displayNumber}`}
      effect={<p>The contract stops until it is resumed. Energy that its machines draw meanwhile is billed on.</p>}
      verb="Suspend contract"
      danger
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Reason" required hint={reasonHint} {...form.field('reason')} />
      <Checkbox
        label="Bill fixed fees while suspended"
        hint="Monthly fees and lease go on"
        {...form.field('billFixedFees')}
      />
    </FormDialog>
  );
}

const resumeDocument = graphql(`
  mutation ResumeContract($input: ResumeContractInput!) {
    resumeContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

export function ResumeDialog(props: LifeDialogProps): JSX.Element {
  const resume = useMutation(resumeDocument);
  const form = createForm({ note: '' });
  const submit = createSubmit(
    form,
    ({ note }) => resume.run({ input: { contractId: props.contract.id, note: note.trim() || undefined } }),
    (contract) => {
      toast(`Contract ${contract.displayNumber} is active again`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Resume ${props.contract.displayNumber}`}
      effect={<p>The contract is active again from now on, and its fees are billed as before.</p>}
      verb="Resume contract"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Note" hint={reasonHint} {...form.field('note')} />
    </FormDialog>
  );
}

const noticeDocument = graphql(`
  mutation GiveNotice($input: GiveNoticeInput!) {
    giveNotice(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

export function NoticeDialog(props: LifeDialogProps): JSX.Element {
  const give = useMutation(noticeDocument);
  const form = createForm({ reason: '', override: false });
  const late = () => {
    const { noticeBy, timeZone } = props.contract;
    return noticeBy != null && localDay(new Date(), timeZone) > noticeBy;
  };
  const submit = createSubmit(
    form,
    ({ reason, override }) =>
      give.run({
        input: { contractId: props.contract.id, reason: reason.trim() || undefined, override: late() && override },
      }),
    (contract) => {
      toast(`Notice given: ${contract.displayNumber} ends after ${date(lastDay(contract.endsOn))}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Give notice for ${props.contract.displayNumber}`}
      effect={
        <p>
          The contract doesn’t renew again.{' '}
          {props.contract.noticeBy
            ? `It ends after ${date(lastDay(props.contract.endsOn))}.`
            : `It ends with the first term that is ${props.contract.noticeDays} days or more away.`}
        </p>
      }
      verb="Give notice"
      danger
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Reason" {...form.field('reason')} />
      <Show when={late()}>
        <Checkbox
          label="Accept it although it is late"
          hint={`The last day for notice was ${date(props.contract.noticeBy ?? '')}`}
          {...form.field('override')}
        />
      </Show>
    </FormDialog>
  );
}

const extendDocument = graphql(`
  mutation ExtendContract($input: ExtendContractInput!) {
    extendContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);
const terms = Object.entries(termWords).map(([value, label]) => ({ value, label }));

export function ExtendDialog(props: LifeDialogProps): JSX.Element {
  const extend = useMutation(extendDocument);
  const form = createForm(untrack(() => ({ term: props.contract.term as string, endsOn: '' })));
  const left = () => (props.contract.lease?.maxExtensions ?? 0) - (props.contract.lease?.extensionsUsed ?? 0);
  let idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    async ({ term, endsOn }) => {
      const custom = term === 'CUSTOM' ? endFromLastDay(endsOn) : undefined;
      const input = { contractId: props.contract.id, term: term as ContractTerm, endsOn: custom, idempotencyKey };
      const answer = await extend.run({ input });
      if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
      return answer;
    },
    (contract) => {
      toast(`Lease ${contract.displayNumber} runs until ${date(lastDay(contract.endsOn))}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Extend ${props.contract.displayNumber}`}
      effect={
        <p>
          One more term from {date(props.contract.endsOn)} on, at the prices that hold then. {left()} of{' '}
          {props.contract.lease?.maxExtensions} extensions are left.
        </p>
      }
      verb="Extend lease"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <Select label="Contract Term" required options={terms} {...form.field('term')} />
      <Show when={form.values.term === 'CUSTOM'}>
        <DateInput label="End Date" required hint="The new last day" {...form.field('endsOn')} />
      </Show>
    </FormDialog>
  );
}

const terminateDocument = graphql(`
  mutation TerminateContract($input: TerminateContractInput!) {
    terminateContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

export function TerminateDialog(props: LifeDialogProps): JSX.Element {
  const terminate = useMutation(terminateDocument);
  const form = createForm(untrack(() => ({ endsOn: localDay(new Date(), props.contract.timeZone), reason: '' })));
  const submit = createSubmit(
    form,
    ({ endsOn, reason }) =>
      terminate.run({ input: { contractId: props.contract.id, endsOn: endFromLastDay(endsOn) ?? '', reason } }),
    (contract) => {
      toast(`Contract ${contract.displayNumber} is terminated`);
      props.onDone();
    },
  );
  const units = () => props.contract.assignments.totalCount;
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Terminate ${props.contract.displayNumber}`}
      effect={
        <p>
          The contract ends before its term, for good.{' '}
          <Show when={units() > 0}>
            Its {units() === 1 ? 'assignment ends' : `${units()} assignments end`} with it:{' '}
          </Show>
          the customer sees nothing of its equipment from the day after on. What was used until then is billed.
        </p>
      }
      verb="Terminate contract"
      danger
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <DateInput label="Last day" required {...form.field('endsOn')} />
      <TextInput label="Reason" required hint={reasonHint} {...form.field('reason')} />
    </FormDialog>
  );
}
