import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { canonicalJson, type Json } from './canonical-json.js';

/** From https://github.com/cyberphone/json-canonicalization, testdata, the vectors of RFC 8785. */
const VECTORS: readonly (readonly [name: string, input: string, output: string])[] = [
  ['arrays', '[ 56, { "d": true, "10": null, "1": [ ] } ]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    'french',
    '{ "peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ignore locale" }',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  [
    'structures',
    String.raw`{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { } }`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}`,
  ],
  ['unicode', String.raw`{"Unnormalized Unicode":"A\u030a"}`, '{"Unnormalized Unicode":"A\u030a"}'],
  [
    'values',
    String.raw`{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    'weird',
    String.raw`{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge" }`,
    `{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}`,
  ],
];

describe('the canonical text of a JSON value', () => {
  test.each(VECTORS)('is that of RFC 8785 (%s)', (_name, input, output) =>
    expect(canonicalJson(JSON.parse(input) as Json)).toBe(output),
  );

  test('is for any value that of the library canonicalize', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme-composite' }), (value) => {
        expect(canonicalJson(value as Json)).toBe(canonicalize(value));
      }),
    ));

  test('does not depend on the order in which fields were written, nor on fields that are undefined', () =>
    expect(canonicalJson({ b: 1, a: undefined, '10': 2, '9': 3 })).toBe('{"10":2,"9":3,"b":1}'));

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [{ '\udc00': 1 }]])(
    'is refused to what has none: %p',
    (value) => expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});
