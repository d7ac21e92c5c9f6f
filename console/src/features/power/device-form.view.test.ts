import { expect, test } from 'vitest';
import { deviceIssues, meterInput, newMeter, newPdu, pduInput } from './device-form.view.ts';

test('a PDU is sent with what was typed; the rest is left to the device', () => {
  const values = { ...newPdu('s1'), name: ' PDU-01 ', address: 'snmp://10.0.0.5', outlets: '24' };
  expect(pduInput(values)).toEqual({ siteId: 's1', name: 'PDU-01', address: 'snmp://10.0.0.5', outlets: 24 });
});

test('a meter may be the site’s main one', () => {
  const values = {
    ...newMeter('s1'),
    name: 'Main',
    address: 'modbus://10.0.0.9?unit=1',
    profile: 'eastron-sdm630',
    main: true,
  };
  expect(meterInput(values)).toMatchObject({ profile: 'eastron-sdm630', main: true });
});

test('what the API couldn’t name is said here', () => {
  expect(deviceIssues({ ...newPdu(''), outlets: '2.5' }).map(({ path }) => path[1])).toEqual(['siteId', 'outlets']);
  expect(deviceIssues(newPdu('s1'))).toEqual([]);
});
