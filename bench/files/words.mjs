// @ts-check
/** The vocabulary of the generated manifests. */

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {{ name: string, team: string, namespace: string, version: string, port: number }} App */

export const nouns = (
  'api web auth cart billing catalog search email report ledger quota media queue proxy gateway session metrics audit ' +
  'export import render geo price stock order notify'
).split(' ');
const teams = ['core', 'growth', 'infra', 'payments', 'data', 'mobile', 'risk', 'platform'];
export const words = (
  'retry cache timeout pool limit region bucket topic feature flag level format endpoint batch window backoff stream ' +
  'shard replica tenant'
).split(' ');
export const registries = ['registry.example.com/acme', 'registry.example.com/team', 'docker.io/library'];

/** @param {Random} random @param {number} number @returns {App} */
export function makeApp(random, number) {
  const team = random.pick(teams);
  return {
    name: `${random.pick(nouns)}-${random.pick(nouns)}-${number}`,
    team,
    namespace: `${team}-${random.pick(['prod', 'staging'])}`,
    version: `${random.int(0, 4)}.${random.int(0, 20)}.${random.int(0, 9)}`,
    port: random.pick([3000, 8000, 8080, 8443]),
  };
}
