// Which objects tell what is happening in a running cluster: what is asked of kubectl, by the plugin and by people.

/**
 * What a running cluster is judged by, as `kubectl get` takes it. Kinds of Kubernetes itself, so that no cluster lacks one, by
 * names that no custom resource can take (short ones can be).
 */
export const PRINTED_KINDS =
  'nodes,leases,pods,statefulsets,deployments,replicasets,daemonsets,jobs,cronjobs,persistentvolumeclaims,persistentvolumes,storageclasses,csidrivers,volumeattachments,events';
