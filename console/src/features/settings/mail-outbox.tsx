import { Asked, Badge, Card, EmptyState, Icon, SkeletonLines, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MailOutboxRowFragment } from '../../gql/graphql.ts';
import { useAllPages } from '../lists/all-pages.ts';
import { FilterSelect } from '../lists/filter-select.tsx';
import { useUrlFilter } from '../lists/url-filter.ts';
import { attemptWords, mailMark, mailStateOf, mailStates } from './mail.words.ts';
import { RetryMail } from './retry-mail.tsx';

export const mailOutboxRow = graphql(`
  fragment MailOutboxRow on Mail {
    id
    recipient
    subject
    state
    stuck
    attempts
    error
    createdAt
    sentAt
    bouncedAt
  }
`);

const mailOutboxDocument = graphql(`
  query MailOutbox($state: MailState, $after: String) {
    mails(first: 100, state: $state, after: $after) {
      nodes {
        ...MailOutboxRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** More than these nobody reads; the filter narrows them at the server. */
const MOST_MAILS = 500;
const stateOptions = Object.entries(mailStates).map(([value, { word }]) => ({ value, label: word }));

/** What was mailed or is to be, newest first, and what the mail server said to it. */
export function MailOutbox(): JSX.Element {
  const [wanted, setWanted] = useUrlFilter('state');
  const state = () => mailStateOf(wanted());
  const mails = useAllPages(
    mailOutboxDocument,
    () => ({ state: state() }),
    (data) => data.mails,
    MOST_MAILS,
  );
  return (
    <Card title="Mail" class="max-w-4xl">
      <div class="flex flex-col gap-4">
        <div class="flex">
          <FilterSelect
            label="State"
            all="All mails"
            options={stateOptions}
            value={state() ?? ''}
            onChange={setWanted}
          />
        </div>
        <Asked
          query={{ data: mails.rows, error: mails.error, refetch: mails.refetch }}
          of={(rows) => rows}
          skeleton={<SkeletonLines lines={6} />}
          none={
            <EmptyState title={state() ? 'No mail is in this state' : 'No mail yet'} icon="mail">
              Invitations, invoices and links for a new password stand here as soon as they are due.
            </EmptyState>
          }
        >
          {(rows) => (
            <>
              <ul aria-label="Mails">
                <For each={rows()}>{(mail) => <MailRow mail={mail} onRetried={mails.refetch} />}</For>
              </ul>
              <Show when={(mails.total ?? 0) > rows().length}>
                <p class="text-muted">
                  The newest {rows().length} of {mails.total} are shown.
                </p>
              </Show>
            </>
          )}
        </Asked>
      </div>
    </Card>
  );
}

function MailRow(props: { mail: MailOutboxRowFragment; onRetried: () => void }): JSX.Element {
  const mark = () => mailMark(props.mail);
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3 last:border-0">
      <div class="min-w-0 flex-1 basis-60">
        <div class="flex flex-wrap items-center gap-2">
          <Badge tone={mark().tone}>
            <Icon name={mark().icon} size={12} class="mr-1" />
            {mark().word}
          </Badge>
          <span class="min-w-0 font-medium [overflow-wrap:anywhere]">{props.mail.subject}</span>
        </div>
        <p class="text-sm [overflow-wrap:anywhere] text-muted">to {props.mail.recipient}</p>
        <p class="text-sm text-muted">
          <Show
            when={props.mail.sentAt}
            fallback={
              <>
                due <When at={props.mail.createdAt} />
              </>
            }
          >
            {(at) => (
              <>
                sent <When at={at()} />
              </>
            )}
          </Show>
          , {attemptWords(props.mail.attempts)}
        </p>
        <Show when={props.mail.error}>
          {(answer) => (
            <p class="text-sm [overflow-wrap:anywhere]">
              <span class="text-muted">The server’s last answer:</span> {answer()}
            </p>
          )}
        </Show>
      </div>
      <Show when={props.mail.stuck}>
        <RetryMail mail={props.mail} onRetried={props.onRetried} />
      </Show>
    </li>
  );
}
