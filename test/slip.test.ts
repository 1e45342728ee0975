import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSlipOf } from '../server/src/model/slip.js';

describe('a slip', () => {
  for (const [written, meant] of [
    ['web-confg', 'web-config'],
    ['web-conifg', 'web-config'],
    ['web-configs', 'web-config'],
    ['web-konfig', 'web-kunfig'],
    ['webconfig', 'web-config'],
    ['web.config', 'web-config'],
  ] as const) {
    test(`${written} is one of ${meant}`, () => assert.equal(isSlipOf(written, meant), true));
  }
});

describe('no slip, but another name', () => {
  for (const [written, other] of [
    ['web-config', 'web-config'],
    ['web-1', 'web-2'],
    ['web-v1', 'web-v12'],
    ['web-config-2', 'web-config'],
    ['db-config', 'web-config'],
    ['app-reader', 'app-leader'],
    ['app-internal', 'app-external'],
    ['app-dev', 'app-dex'],
    ['web', 'web-config'],
    ['read-token', 'real-tokens'],
  ] as const) {
    test(`${written} is none of ${other}`, () => assert.equal(isSlipOf(written, other), false));
  }
});
