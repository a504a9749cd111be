/** Settings live below this name; it is also the client's id and the prefix of its requests. */
export const section = 'kubeNodeLifecycle';
