/** The fields of a probe in the order of the API, each with what the server puts there; it leaves the others out. */
export type Fields = Readonly<Record<string, number | string | undefined>>;

export const probeFields: Fields = {
  exec: undefined,
  httpGet: undefined,
  tcpSocket: undefined,
  grpc: undefined,
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  terminationGracePeriodSeconds: undefined,
};

export const httpGetFields: Fields = {
  path: '/',
  port: undefined,
  host: undefined,
  scheme: 'HTTP',
  httpHeaders: undefined,
};
