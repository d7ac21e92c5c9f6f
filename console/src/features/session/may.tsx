import { type JSX, Show } from 'solid-js';
import { useSession } from './session.tsx';

/** The operations that this app offers; the API's own words. What a role may not do is not offered to it. */
export type Permission =
  | 'customer:create'
  | 'customer:update'
  | 'customer:invite'
  | 'customer:hold'
  | 'customer:view-as'
  | 'portal-people:manage'
  | 'staff:manage'
  | 'organization:update'
  | 'billing-settings:update'
  | 'api-key:manage'
  | 'mail:manage'
  | 'audit:read'
  | 'contract:create'
  | 'contract:update'
  | 'contract:assign'
  | 'contract:activate'
  | 'contract:discard'
  | 'contract:suspend'
  | 'contract:price'
  | 'contract:notice'
  | 'contract:extend'
  | 'contract:terminate'
  | 'invoice:generate'
  | 'invoice:issue'
  | 'invoice:release'
  | 'invoice:recompute'
  | 'invoice:hold'
  | 'invoice:send'
  | 'invoice:cancel'
  | 'invoice:write-off'
  | 'invoice:change'
  | 'invoice:credit'
  | 'invoice:adjust'
  | 'site:manage'
  | 'fleet:manage'
  | 'device:command'
  | 'collector:manage'
  | 'metering:correct';

/** Whether the viewer's role may do something. */
export function useMay(permission: Permission): () => boolean {
  const session = useSession();
  return () => session.viewer.permissions.includes(permission);
}

export function May(props: { do: Permission; children: JSX.Element }): JSX.Element {
  const session = useSession();
  return <Show when={session.viewer.permissions.includes(props.do)}>{props.children}</Show>;
}
