/** The JSON by which the kubelet logs in to a registry, byte for byte as `kubectl create secret docker-registry` has it. */
import { printGoJson } from '../syntax/goJson.js';

export interface RegistryAccount {
  readonly server: string;
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
}

export const dockerConfigKey = '.dockerconfigjson';
export const defaultRegistry = 'https://index.docker.io/v1/';

export function dockerConfig({ server, username, password, email }: RegistryAccount): string {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const account = Object.entries({ username, password, email, auth }).flatMap(([field, value]) =>
    value ? [[field, value] as const] : [],
  );
  return printGoJson(new Map([['auths', new Map([[server, new Map(account)]])]]));
}
