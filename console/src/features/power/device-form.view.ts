import { blankToUndefined, type Issue } from '@hashyard/ui';
import type { CreateMeterInput, CreatePduInput } from '../../gql/graphql.ts';
import { credentialsInput, type CredentialsValues, missingCredentials, noCredentials } from './credentials.view.ts';

/** What a PDU and a meter share. */
export type DeviceValues = CredentialsValues & {
  siteId: string;
  name: string;
  address: string;
  collectorId: string;
  profile: string;
};
export type PduValues = DeviceValues & { rackId: string; outlets: string };
export type MeterValues = DeviceValues & { main: boolean };

const newDevice = (siteId: string): DeviceValues => ({
  ...noCredentials,
  siteId,
  name: '',
  address: '',
  collectorId: '',
  profile: '',
});
export const newPdu = (siteId: string): PduValues => ({ ...newDevice(siteId), rackId: '', outlets: '' });
export const newMeter = (siteId: string): MeterValues => ({ ...newDevice(siteId), main: false });

/** What would be refused without naming its field: a blank id, a number that is none, secrets left out. */
export function deviceIssues(values: DeviceValues & { outlets?: string }): Issue[] {
  const issues: Issue[] = missingCredentials(values);
  if (values.siteId === '') issues.push({ code: 'REQUIRED', message: 'This is needed.', path: ['input', 'siteId'] });
  if (values.outlets && !/^\d{1,4}$/.test(values.outlets)) {
    issues.push({ code: 'NOT_WHOLE', message: 'This is not a whole number.', path: ['input', 'outlets'] });
  }
  return issues;
}

const shared = (values: DeviceValues) => ({
  siteId: values.siteId,
  name: values.name.trim(),
  address: values.address.trim(),
  collectorId: blankToUndefined(values.collectorId),
  credentials: credentialsInput(values),
});

/** A blank profile is found by asking the device. */
export const pduInput = (values: PduValues): CreatePduInput => ({
  ...shared(values),
  rackId: blankToUndefined(values.rackId),
  profile: blankToUndefined(values.profile),
  outlets: values.outlets === '' ? undefined : Number(values.outlets),
});

export const meterInput = (values: MeterValues): CreateMeterInput => ({
  ...shared(values),
  profile: values.profile.trim(),
  main: values.main,
});
