import { expect, test } from 'vitest';
import { parseCustomers, TEMPLATE } from './import.view.ts';

test('the template is read as it stands', () => {
  expect(parseCustomers(TEMPLATE)).toMatchObject({
    rows: [{ name: 'Dana Whitfield', contactEmail: 'dana@example.com', active: true, country: 'US' }],
    issues: [],
    fault: null,
    ignored: [],
  });
});

test('an export is read again: what is not imported is named, a harmless formula is what it was', () => {
  const { rows, ignored } = parseCustomers(
    "name,contact_email,phone,portal_access,created_at\r\nAda,ada@example.com,'+1 555,no,2026-07-01T12:00:00Z\r\n",
  );
  expect(rows).toEqual([{ name: 'Ada', contactEmail: 'ada@example.com', phone: '+1 555', portalAccess: false }]);
  expect(ignored).toEqual(['created_at']);
});

test('what is neither yes nor no is named with its row', () => {
  const { issues } = parseCustomers('name,email,active\nAda,ada@example.com,perhaps');
  expect(issues).toEqual([{ row: 2, name: 'Ada', message: '“perhaps” is neither yes nor no for active' }]);
});
