/**
 * What is known of common frameworks and servers: by which image they are recognised, which probes they answer, and
 * where that is documented. Data only; what becomes of it is said in `features/refactorings/probePlans.ts`.
 */
import type { ProbeKind } from './pods.js';
import { askPostgres, expectPong, pingRedis } from './presetCommands.js';
import type { PresetHandler, ProbeNumbers, ProbePreset } from './probePreset.js';

const kubernetes =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';
const springBoot =
  'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes';
const quarkus = 'https://quarkus.io/guides/smallrye-health';
const aspNet = 'https://learn.microsoft.com/aspnet/core/host-and-deploy/health-checks';
const go = 'https://kubernetes.io/docs/reference/using-api/health-checks/';
const django = 'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts';
const rails = 'https://api.rubyonrails.org/classes/Rails/HealthController.html';
const nginx = 'https://hub.docker.com/_/nginx';
const pgIsReady = 'https://www.postgresql.org/docs/current/app-pg-isready.html';
const redisPing = 'https://redis.io/docs/latest/commands/ping/';
const redisErrors = 'https://github.com/redis/redis/pull/8136';
const grpc = 'https://github.com/grpc/grpc/blob/master/doc/health-checking.md';

/** Five minutes, as the documentation of Kubernetes gives a slow start, asked twice as often as there. */
const slowStart: ProbeNumbers = { periodSeconds: 5, failureThreshold: 60 };
const quickStart: ProbeNumbers = { periodSeconds: 2, failureThreshold: 30 };
/** Fails later than readiness does with the defaults: first no more requests, only then a restart. */
const patient: ProbeNumbers = { failureThreshold: 6 };
/** Starting a program takes more than the second that the default allows. */
const program: ProbeNumbers = { timeoutSeconds: 5 };

export const defaultNumbers: Readonly<Record<ProbeKind, ProbeNumbers>> = {
  liveness: patient,
  readiness: {},
  startup: slowStart,
};

function byHttp(
  source: string,
  paths: Readonly<Record<ProbeKind, string>>,
  start: ProbeNumbers,
): ProbePreset['probes'] {
  return {
    liveness: { handler: { name: 'httpGet', path: paths.liveness }, numbers: patient, source },
    readiness: { handler: { name: 'httpGet', path: paths.readiness }, numbers: {}, source },
    startup: { handler: { name: 'httpGet', path: paths.startup }, numbers: start, source },
  };
}

function everywhere(handler: PresetHandler, source: string, start: ProbeNumbers): ProbePreset['probes'] {
  return {
    liveness: { handler, numbers: patient, source },
    readiness: { handler, numbers: {}, source },
    startup: { handler, numbers: start, source },
  };
}

function samePath(path: string): Readonly<Record<ProbeKind, string>> {
  return { liveness: path, readiness: path, startup: path };
}

const management = ['management', 'mgmt', 'actuator', 'health'] as const;

export const probePresets: readonly ProbePreset[] = [
  {
    name: 'Spring Boot',
    needs: 'needs the Actuator',
    basis: 'documented',
    images: {},
    words: ['spring', 'springboot'],
    port: 8080,
    preferredPorts: management,
    isKnownByPath: true,
    listening: {
      options: [/[\s"']-{1,2}D?management\.server\.port=(\S*)/, /[\s"']-{1,2}D?server\.port=(\S*)/],
      variables: ['MANAGEMENT_SERVER_PORT', 'SERVER_PORT'],
      otherOptions:
        /(base|context|servlet)-?path|server\.ssl|config\.(additional-)?location|web-application-type|\s@\S/i,
      otherVariables:
        /(BASE|CONTEXT|SERVLET)_?PATH$|_SSL_|^SPRING_APPLICATION_JSON$|CONFIG_(ADDITIONAL_)?LOCATION|APPLICATION_?TYPE$/,
      optionVariables: /JAVA.*OPT/,
    },
    probes: byHttp(
      springBoot,
      {
        liveness: '/actuator/health/liveness',
        readiness: '/actuator/health/readiness',
        startup: '/actuator/health/liveness',
      },
      slowStart,
    ),
  },
  {
    name: 'Quarkus',
    needs: 'needs the extension smallrye-health',
    basis: 'documented',
    images: {},
    words: ['quarkus'],
    port: 8080,
    preferredPorts: management,
    isKnownByPath: true,
    listening: {
      options: [/[\s"']-Dquarkus\.management\.port=(\S*)/, /[\s"']-Dquarkus\.http\.port=(\S*)/],
      variables: ['QUARKUS_MANAGEMENT_PORT', 'QUARKUS_HTTP_PORT'],
      otherOptions: /root-?path|quarkus\.management\.enabled|insecure-requests|\s@\S/,
      otherVariables: /ROOT_PATH$|^QUARKUS_MANAGEMENT_ENABLED$|INSECURE_REQUESTS/,
      optionVariables: /JAVA.*OPT/,
    },
    probes: byHttp(
      quarkus,
      { liveness: '/q/health/live', readiness: '/q/health/ready', startup: '/q/health/started' },
      slowStart,
    ),
  },
  {
    name: 'ASP.NET',
    needs: 'the app must map /healthz',
    basis: 'convention',
    images: { 'dotnet/aspnet': 8080 },
    before: { version: 8, port: 80 },
    words: ['aspnet', 'aspnetcore', 'aspnetapp'],
    port: 8080,
    preferredPorts: ['health'],
    listening: {
      options: [/\s--urls[= ](\S*)/i, /\s--http_ports[= ](\S*)/i],
      variables: ['ASPNETCORE_URLS', 'DOTNET_URLS', 'URLS', 'ASPNETCORE_HTTP_PORTS', 'DOTNET_HTTP_PORTS', 'HTTP_PORTS'],
      otherOptions: /\s--(kestrel|pathbase)/i,
      otherVariables: /^((ASPNETCORE|DOTNET)_)?(Kestrel__|PATHBASE|HTTPS_PORTS)/i,
    },
    probes: byHttp(aspNet, samePath('/healthz'), slowStart),
  },
  {
    name: 'Go',
    needs: 'the app must serve /healthz',
    basis: 'convention',
    images: {},
    words: ['golang'],
    port: 8080,
    preferredPorts: ['health', 'probes', 'probe'],
    listening: {
      options: [/\s-{1,2}port[= ](\S*)/],
      variables: ['PORT'],
      otherOptions: /\s-{1,2}(addr|listen|bind|tls|cert)/,
      otherVariables: /^((HTTP|SERVER|APP)_)?(ADDR|ADDRESS|LISTEN|BIND)(_ADDR|_ADDRESS)?$|TLS_CERT/,
    },
    probes: byHttp(go, samePath('/healthz'), quickStart),
  },
  {
    name: 'Django',
    note: 'it has no endpoint of its own, and ALLOWED_HOSTS refuses requests to the address of the pod',
    basis: 'convention',
    images: {},
    words: ['django'],
    port: 8000,
    preferredPorts: [],
    listening: {
      options: [/\s(?:-b|--bind|runserver)[= ](\S*)/, /\s(?:-p|--port)[= ](\S*)/],
      variables: ['PORT'],
      otherOptions: /unix:|\.sock|\.ini|\s-c\s|--config/,
      otherVariables: /^(GUNICORN_CMD_ARGS|UVICORN_\w+|UWSGI_\w+|WEB_BIND)$/,
    },
    probes: everywhere({ name: 'tcpSocket' }, django, slowStart),
  },
  {
    name: 'Rails',
    needs: 'from 7.1 on',
    basis: 'documented',
    images: {},
    words: ['rails'],
    port: 3000,
    preferredPorts: ['health'],
    listening: {
      options: [/\s(?:-p|--port)[= ]?(\S*)/, /\s(?:-b|--bind)[= ]tcp:(\S*)/],
      variables: ['PORT'],
      // The file that Rails brings, which listens on the usual port.
      otherOptions: /ssl:|unix:|\.sock|(\s-C\s|--config[= ])(?!\.?\/?config\/puma\.rb(\s|$))/,
      otherVariables: /^(RAILS_RELATIVE_URL_ROOT|PUMA_\w+)$/,
    },
    probes: byHttp(rails, samePath('/up'), slowStart),
  },
  {
    name: 'nginx',
    note: 'the page that the image brings; another configuration may answer otherwise',
    basis: 'convention',
    images: {
      nginx: 80,
      'nginx-unprivileged': 8080,
      'bitnami/nginx': 8080,
      'bitnamilegacy/nginx': 8080,
    },
    words: [],
    port: 80,
    preferredPorts: ['http', 'web'],
    program: /(^|[\s/;&])nginx(\s+-|$)|docker-entrypoint\.sh/,
    listening: {
      variables: ['NGINX_HTTP_PORT_NUMBER'],
      otherOptions: /\s-(c\s*(?!\/etc\/nginx\/nginx\.conf(\s|$))|[ptTsvVh?])|listen/,
    },
    probes: byHttp(nginx, samePath('/'), quickStart),
  },
  {
    name: 'PostgreSQL',
    note: 'by TCP, since the image opens the socket file before the server is set up; the database postgres is always there; the user comes from POSTGRES_USER',
    basis: 'documented',
    images: { postgres: 5432, postgresql: 5432, 'postgis/postgis': 5432, 'pgvector/pgvector': 5432 },
    words: [],
    port: 5432,
    preferredPorts: ['postgres', 'postgresql', 'tcp-postgresql', 'pg', 'db'],
    program: /^(\S*\/)?postgres(\s|$)|(^|[\s/;&])postgres\s+-[cDN]|docker-entrypoint\.sh/,
    listening: {
      options: [/\s(?:-p|--port)[= ]?(\S*)/, /\s(?:-c ?|--)port=(\S*)/],
      variables: ['PGPORT', 'POSTGRESQL_PORT_NUMBER'],
      otherOptions:
        /config[-_]file|data_directory|\s-[CDhkV]|--(version|describe)|listen_addresses=(?!["']?(\*|localhost|127\.0\.0\.1|0\.0\.0\.0))/,
    },
    probes: {
      liveness: { handler: askPostgres, numbers: { ...program, ...patient }, source: pgIsReady },
      readiness: { handler: askPostgres, numbers: program, source: pgIsReady },
      startup: { handler: askPostgres, numbers: { ...program, ...slowStart }, source: pgIsReady },
    },
  },
  {
    name: 'Redis',
    note: 'redis-cli ends well after any answer, so readiness looks at it; the password comes from REDISCLI_AUTH or REDIS_PASSWORD',
    basis: 'documented',
    images: { redis: 6379, 'redis-stack-server': 6379 },
    words: [],
    port: 6379,
    preferredPorts: ['redis', 'tcp-redis'],
    program: /(^|[\s/;&])redis-server(\s|$)|docker-entrypoint\.sh(\s+redis-server|\s+-|$)/,
    listening: {
      options: [/\s--port[= ]?(\S*)/],
      variables: ['REDIS_PORT_NUMBER'],
      otherOptions:
        /\.conf(\s|$)|sentinel|\s-(\s|$)|\s--(tls|unix|include|rename|acl|user|version|test|check|bind\s(?!.*(127\.0\.0\.1|0\.0\.0\.0|\*)))/,
      otherVariables: /^(REDIS_TLS_ENABLED|REDIS_ARGS|REDIS_EXTRA_FLAGS|REDIS_SENTINEL\w*|REDIS_ACLFILE)$/,
      password: { option: /requirepass/, variables: ['REDISCLI_AUTH', 'REDIS_PASSWORD'] },
    },
    probes: {
      liveness: { handler: pingRedis, numbers: { ...program, ...patient }, source: redisPing },
      readiness: { handler: expectPong, numbers: program, source: redisErrors },
      startup: {
        handler: pingRedis,
        numbers: { ...program, periodSeconds: 5, failureThreshold: 12 },
        source: redisPing,
      },
    },
  },
  {
    name: 'gRPC',
    needs: 'the app must serve grpc.health.v1.Health',
    basis: 'documented',
    images: {},
    words: [],
    port: 50051,
    // The kubelet asks without TLS; gRPC-Web is HTTP.
    ports: { names: ['grpc'], otherNames: ['grpc-web', 'grpc-tls', 'grpc-ssl'], numbers: [50051] },
    preferredPorts: ['grpc'],
    probes: everywhere({ name: 'grpc' }, grpc, slowStart),
  },
];

/** Where the numbers come from, which no framework documents. */
export const numbersSource = `${kubernetes}#define-startup-probes`;
