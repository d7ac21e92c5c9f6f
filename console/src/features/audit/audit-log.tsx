import { Asked, Card, DownloadLink, EmptyState, SkeletonLines, TextInput, useQuery, When } from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { AuditEntryRowFragment } from '../../gql/graphql.ts';
import { actionWords, changesOf } from './audit.view.ts';

export const auditEntryRow = graphql(`
  fragment AuditEntryRow on AuditEntry {
    id
    at
    actor
    actorName
    action
    table
    changed
    before
    after
  }
`);

const auditLogDocument = graphql(`
  query AuditLog($filter: AuditFilter) {
    auditLog(first: 100, filter: $filter) {
      nodes {
        ...AuditEntryRow
      }
      totalCount
    }
  }
`);

/** Every change in the organization, newest first, as the database wrote it down. */
export function AuditLog(): JSX.Element {
  const [search, setSearch] = createSignal('');
  const query = useQuery(auditLogDocument, () => ({ filter: { search: search().trim() || undefined } }));
  return (
    <Card title="Audit" actions={<DownloadLink href="/exports/audit.csv">Export as CSV</DownloadLink>}>
      <div class="flex flex-col gap-4">
        <TextInput
          label="Search the audit"
          type="search"
          class="max-w-md"
          hint="Looks into what changed rows held before and after"
          value={search()}
          onChange={setSearch}
        />
        <Asked
          query={query}
          of={({ auditLog }) => (auditLog.nodes.length > 0 ? auditLog : null)}
          skeleton={<SkeletonLines lines={6} />}
          none={<EmptyState title="Nothing fits">Search for a name, an email or a number.</EmptyState>}
        >
          {(log) => (
            <>
              <ol aria-label="Audit" class="flex flex-col">
                <For each={log().nodes}>{(entry) => <Entry entry={entry} />}</For>
              </ol>
              <Show when={log().totalCount > log().nodes.length}>
                <p class="text-muted">
                  The newest {log().nodes.length} of {log().totalCount} are shown; the export holds all.
                </p>
              </Show>
            </>
          )}
        </Asked>
      </div>
    </Card>
  );
}

function Entry(props: { entry: AuditEntryRowFragment }): JSX.Element {
  return (
    <li class="border-b border-line py-2 last:border-0">
      <details>
        <summary class="flex cursor-pointer flex-wrap justify-between gap-x-6">
          <span class="min-w-0 break-words">
            <span class="font-medium">{actionWords[props.entry.action]}</span> {props.entry.table}
            <span class="text-muted"> {props.entry.changed.join(', ')}</span>
          </span>
          <span class="text-sm text-muted">
            {props.entry.actorName ?? props.entry.actor ?? 'unknown'}, <When at={props.entry.at} />
          </span>
        </summary>
        <dl class="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[10rem_1fr_1fr]">
          <For each={changesOf(props.entry)}>
            {(change) => (
              <>
                <dt class="text-muted">{change.field}</dt>
                <dd class="[overflow-wrap:anywhere]">
                  <span class="sr-only">before: </span>
                  {change.before}
                </dd>
                <dd class="[overflow-wrap:anywhere]">
                  <span class="sr-only">after: </span>
                  {change.after}
                </dd>
              </>
            )}
          </For>
        </dl>
      </details>
    </li>
  );
}
