import { expect, test } from 'vitest';
import { portsOf } from './ports.view.ts';

test.each([
  { text: '', ports: [] },
  { text: ' 4028, 161;502 ', ports: [4028, 161, 502] },
  { text: '4028, snmp', ports: null },
  { text: '0', ports: null },
  { text: '70000', ports: null },
])('"$text" is $ports', ({ text, ports }) => expect(portsOf(text)).toEqual(ports));
