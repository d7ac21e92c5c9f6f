import { Link, PageHeader, When } from '@hashyard/ui';
import { type ComponentProps, type JSX, Show } from 'solid-js';
import { RetireButton, RetiredNotice } from '../fleet/retire-devices.tsx';
import { ConfirmProfile } from './confirm-profile.tsx';
import { EditDevice, type EditedDevice } from './edit-device.tsx';
import { ProfileEvidence } from './evidence.tsx';

type Shown = EditedDevice &
  ComponentProps<typeof ConfirmProfile>['device'] &
  ComponentProps<typeof RetiredNotice>['device'] & {
    readonly profileEvidence: ComponentProps<typeof ProfileEvidence>['evidence'];
    readonly profileConfirmedAt: string | null;
    readonly lastSeenAt: string | null;
    readonly site: { readonly id: string; readonly name: string; readonly timeZone: string };
  };

const kinds = {
  PDU: { noun: 'PDU', listHref: '/power' },
  METER: { noun: 'meter', listHref: '/power?tab=meters' },
} as const;

/** The head of the page of a PDU or a meter: where it is, when it answered last, and what can be done with it. */
export function DeviceHeader(props: {
  device: Shown;
  kind: keyof typeof kinds;
  /** The meter that measures it too. */
  above: EditedDevice['above'];
  /** Beside its site. */
  mark?: JSX.Element;
  onChanged: () => void;
}): JSX.Element {
  const kind = () => kinds[props.kind];
  return (
    <>
      <PageHeader
        above={<Link href={kind().listHref}>Power</Link>}
        title={props.device.name}
        note={
          <>
            <Link href={`/sites/${props.device.site.id}`}>{props.device.site.name}</Link>
            {props.mark}
            <span>
              last answer <When at={props.device.lastSeenAt} zone={props.device.site.timeZone} />
            </span>
          </>
        }
        actions={
          <>
            <ProfileEvidence evidence={props.device.profileEvidence} confirmedAt={props.device.profileConfirmedAt} />
            <ConfirmProfile device={props.device} onConfirmed={props.onChanged} />
            <Show when={!props.device.retiredAt}>
              <EditDevice
                device={{ ...props.device, above: props.above }}
                kind={props.kind}
                onChanged={props.onChanged}
              />
              <RetireButton noun={kind().noun} device={props.device} onRetired={props.onChanged} />
            </Show>
          </>
        }
      />
      <RetiredNotice
        noun={kind().noun}
        device={props.device}
        zone={props.device.site.timeZone}
        onRestored={props.onChanged}
      />
    </>
  );
}
