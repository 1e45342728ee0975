/** The programs by which servers without HTTP are asked. */
import type { PresetHandler } from './probePreset.js';

/**
 * By TCP, since the images open the socket file for a while before the server is set up. The database `postgres` is
 * always there; a user who is not would be an error in the log at each probe.
 */
export const askPostgres: PresetHandler = {
  name: 'exec',
  says: 'pg_isready',
  make: ({ port, variable, hasEnvFrom }) => {
    const at = port === 5432 ? [] : ['-p', String(port)];
    const words = ['pg_isready', '-h', '127.0.0.1', ...at, '-d', 'postgres'];
    const user = variable('POSTGRES_USER');
    const isElsewhere = user ? user.value === undefined : hasEnvFrom;
    return isElsewhere
      ? { command: ['sh', '-c', `${words.join(' ')} -U "$POSTGRES_USER"`] }
      : { command: [...words, '-U', user?.value ?? 'postgres'] };
  },
};

/** Any answer will do, also that a password is wanted or that data is being loaded: the server is alive. */
export const pingRedis: PresetHandler = {
  name: 'exec',
  says: 'redis-cli ping',
  make: ({ port }) => ({ command: ['redis-cli', ...redisPort(port), 'ping'] }),
};

/** Without an error, too: redis-cli ends well after any answer, so the answer has to be looked at. */
export const expectPong: PresetHandler = {
  name: 'exec',
  says: 'redis-cli ping, answered PONG',
  make: ({ port, variable }) => {
    const ask = `${['redis-cli', ...redisPort(port), 'ping'].join(' ')} | grep PONG`;
    if (variable('REDISCLI_AUTH')) return { command: ['sh', '-c', ask] };
    if (variable('REDIS_PASSWORD')) return { command: ['sh', '-c', `REDISCLI_AUTH="$REDIS_PASSWORD" ${ask}`] };
    return { command: ['sh', '-c', ask], needs: 'REDISCLI_AUTH must be set if it has a password' };
  },
};

function redisPort(port: number): readonly string[] {
  return port === 6379 ? [] : ['-p', String(port)];
}
