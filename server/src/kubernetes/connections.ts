// How client-go notices that an HTTP/2 connection is dead, and the environment variables that change it.
// Source: staging/src/k8s.io/apimachinery/pkg/util/net/http.go (readIdleTimeoutSeconds, pingTimeoutSeconds, SetOldTransportDefaults)

/** Seconds without a frame before it asks; 0: it never asks. */
export const READ_IDLE = { variable: 'HTTP2_READ_IDLE_TIMEOUT_SECONDS', seconds: 30 };
/** Seconds for the answer. */
export const PING = { variable: 'HTTP2_PING_TIMEOUT_SECONDS', seconds: 15 };
/**
 * Where it never asks Linux does: after 30 s without a byte, nine times every 30 s; what waits for an answer takes longer. Sources:
 * staging/src/k8s.io/client-go/transport/cache.go (tlsTransportCache.get), Linux' tcp_keepalive_probes
 */
export const KEEP_ALIVE = { seconds: 300 };
/** Anything in it: HTTP/1.1, where nobody asks. */
export const WITHOUT_HTTP2 = 'DISABLE_HTTP2';

export const CONNECTION_VARIABLES: ReadonlySet<string> = new Set([READ_IDLE.variable, PING.variable, WITHOUT_HTTP2]);
