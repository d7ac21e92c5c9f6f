import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send, type ServedFile } from './serve.ts';

const text = Buffer.from('0123456789');
const sha256 = createHash('sha256').update(text).digest('hex');
const kept = { sha256, contentType: 'application/pdf', gzipped: false, bytes: text };
const zipped = { sha256, contentType: 'application/json', gzipped: true, bytes: gzipSync(text) };
const names: Record<string, string> = {};
let base: string;
let stop: () => void;

beforeAll(async () => {
  const app = express();
  const serve = (path: string, document: typeof kept, file: Omit<ServedFile, 'sha256'>) =>
    app.get(path, (request, response) => send(request, response, { sha256, ...file }, document));
  serve('/a.pdf', kept, { name: 'INV-000001.pdf' });
  serve('/e.json', zipped, { name: 'e.json' });
  serve('/e.json.gz', zipped, { name: 'e.json.gz', zipped: true });
  app.get('/named', (request, response) => send(request, response, { sha256, name: names.next ?? '' }, kept));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => server.close();
});
afterAll(() => stop());

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const response = await fetch(`${base}${path}`, { headers, method });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe('a document', () => {
  test('has its hash as ETag, and is not sent to who has it', async () => {
    const { headers } = await get('/a.pdf');
    const etag = headers.get('etag') as string;
    expect(etag).toBe(`"${sha256}"`);
    const again = await get('/a.pdf', { 'If-None-Match': etag });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect((await get('/a.pdf', { 'If-None-Match': '"another"' })).status).toBe(200);
    // The zipped form is other bytes under the same address's neighbour: another tag.
    expect((await get('/e.json.gz', { 'If-None-Match': etag })).status).toBe(200);
    expect((await get('/e.json', { 'If-None-Match': etag })).status).toBe(304);
  });

  test.each([
    { name: 'a part from the middle', range: 'bytes=2-4', status: 206, body: '234', part: 'bytes 2-4/10' },
    { name: 'the rest', range: 'bytes=7-', status: 206, body: '789', part: 'bytes 7-9/10' },
    { name: 'its end', range: 'bytes=-2', status: 206, body: '89', part: 'bytes 8-9/10' },
    { name: 'more than there is', range: 'bytes=5-999', status: 206, body: '56789', part: 'bytes 5-9/10' },
    { name: 'what is behind its end', range: 'bytes=10-', status: 416, body: '', part: 'bytes */10' },
    { name: 'several parts', range: 'bytes=0-1,4-5', status: 200, body: '0123456789', part: null },
    { name: 'nonsense', range: 'lines=1', status: 200, body: '0123456789', part: null },
  ])('asked for $name answers $status', async ({ range, status, body, part }) => {
    const answer = await get('/a.pdf', { Range: range });
    expect([answer.status, answer.bytes.toString(), answer.headers.get('content-range')]).toEqual([status, body, part]);
  });

  test('goes on only with the same bytes', async () => {
    const from = (tag: string) => get('/a.pdf', { Range: 'bytes=7-', 'If-Range': tag });
    expect((await from(`"${sha256}"`)).bytes.toString()).toBe('789');
    expect((await from('"another"')).bytes.toString()).toBe('0123456789');
  });

  test('that is kept zipped is sent unzipped whole, and zipped in parts', async () => {
    const plain = await get('/e.json', { Range: 'bytes=7-' });
    expect([plain.status, plain.headers.get('accept-ranges'), plain.bytes.toString()]).toEqual([
      200,
      'none',
      '0123456789',
    ]);
    const head = await get('/e.json.gz', { Range: 'bytes=0-4' });
    const tail = await get('/e.json.gz', { Range: 'bytes=5-' });
    expect(gunzipSync(Buffer.concat([head.bytes, tail.bytes])).toString()).toBe('0123456789');
  });

  test('says only what it is to who asks for its head', async () => {
    const { status, headers, bytes } = await get('/a.pdf', {}, 'HEAD');
    expect([status, headers.get('content-length'), bytes.length]).toEqual([200, '10', 0]);
  });

  test.each([
    { name: 'a quote', file: 'a"; filename="evil.exe', is: 'attachment; filename="a\\"; filename=\\"evil.exe"' },
    { name: 'a line break', file: 'a\r\nSet-Cookie: x=1', is: /^attachment; filename="a\?\?Set-Cookie: x=1"/ },
    { name: 'a way out of the folder', file: '../../etc/passwd', is: 'attachment; filename=passwd' },
    {
      name: 'another script',
      file: '請求書.pdf',
      is: 'attachment; filename="???.pdf"; filename*=UTF-8\'\'%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf',
    },
    { name: 'a turn of the direction', file: 'a\u202efdp.exe', is: /^attachment; filename="a\?fdp\.exe"/ },
  ])('with $name in its name is an attachment with a name alone', async ({ file, is }) => {
    names.next = file;
    const { status, headers } = await get('/named');
    expect(status).toBe(200);
    const said = headers.get('content-disposition');
    if (typeof is === 'string') expect(said).toBe(is);
    else expect(said).toMatch(is);
    expect(headers.get('set-cookie')).toBeNull();
  });
});
