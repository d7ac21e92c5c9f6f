import { describe, expect, test } from 'vitest';
import { parseTolerantly } from './tolerant-json.ts';

describe('tolerant JSON', () => {
  test.each([
    { name: 'valid JSON as it stands', text: '{"a":[1,"}{"]}', value: { a: [1, '}{'] }, repaired: false },
    {
      name: 'a comma missing between objects (S9, Hiveon, Vnish)',
      text: '{"STATS":[{"a":1}{"b":2}]}',
      value: { STATS: [{ a: 1 }, { b: 2 }] },
    },
    { name: 'a comma too many (btminer)', text: '{"a":1,"b":[1,2,],}', value: { a: 1, b: [1, 2] } },
    { name: 'a comma at the start of a list', text: '{"a":[,{"b":1}]}', value: { a: [{ b: 1 }] } },
    {
      name: 'two strings without a comma (btminer 2023)',
      text: '{"chain":"x""temp0":1}',
      value: { chain: 'x', temp0: 1 },
    },
    {
      name: 'a raw line end inside a string (Bitmain)',
      text: '{"Type":"Antminer S9\nV1.3"}',
      value: { Type: 'Antminer S9\nV1.3' },
    },
    {
      name: 'an escaped apostrophe (Whatsminer 2020)',
      text: `{"Firmware Version":"\\'2020\\'"}`,
      value: { 'Firmware Version': "'2020'" },
    },
    { name: 'a bare nan (Avalon): null, never 0', text: '{"MHS av":nan,"x":-inf}', value: { 'MHS av': null, x: null } },
    { name: 'stray bytes after the last brace (S9k)', text: '{"id":1}"}', value: { id: 1 } },
    { name: 'a second document', text: '{"id":1}{"id":2}', value: { id: 1 } },
    {
      name: "a map in a list's brackets (Whatsminer 2.0.4)",
      text: '{"error_code":["540":"2020-01-01","541":"x"]}',
      value: { error_code: { 540: '2020-01-01', 541: 'x' } },
    },
    {
      name: 'several faults at once',
      text: '{"STATS":[{"t":"a\nb",}{"r":nan}]}"',
      value: { STATS: [{ t: 'a\nb' }, { r: null }] },
    },
  ])('reads $name', ({ text, value, repaired = true }) => {
    expect(parseTolerantly(text)).toEqual({ value, repaired });
  });

  test('takes many brackets that stand side by side', () => {
    const side = Array.from({ length: 100 }, () => [[{}]]);
    expect(parseTolerantly(JSON.stringify({ side }))?.value).toEqual({ side });
  });

  test('leaves what stands inside strings alone', () => {
    const inside = '{X0=58,}{X1=59,] nan ,} "q\\" }{';
    const text = `{"xtime":${JSON.stringify(inside)},"broken":[1,]}`;
    expect(parseTolerantly(text)?.value).toEqual({ xtime: inside, broken: [1] });
  });

  test.each([
    { name: 'nothing', text: '' },
    { name: 'an answer that lost its start (Avalon)', text: ',"id":1}' },
    { name: 'an answer that was cut off', text: '{"STATS":[{"a":1},{"b":"c' },
    { name: 'plain text', text: 'STATUS=S,When=1|SUMMARY,Elapsed=1|' },
    { name: 'a bare list', text: '[1,2' },
    { name: 'what nests deeper than any miner', text: `{"a":${'['.repeat(64)}${']'.repeat(64)}}` },
    { name: 'broken nesting deeper than any miner', text: `{"a":${'['.repeat(64)}nan${']'.repeat(64)},}` },
  ])('refuses $name', ({ text }) => {
    expect(parseTolerantly(text)).toBeNull();
  });

  test('survives every cut of a broken document', () => {
    const whole = '{"STATS":[{"t":"a\\"b",}{"r":nan,"m":["1":"x"]}],"id":1}"}';
    for (let end = 0; end <= whole.length; end += 1) expect(() => parseTolerantly(whole.slice(0, end))).not.toThrow();
  });

  test('prototype keys are keys like others', () => {
    const parsed = parseTolerantly('{"__proto__":{"polluted":true},}')?.value;
    expect(Object.hasOwn(parsed as object, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
