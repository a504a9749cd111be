// When a database under an operator gets another primary, by what its resource says. The instances have volumes of their own.
import type { OperatorFailover } from '../../kubernetes/operators.ts';
import type { OperatorTimes } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asInteger } from '../engine/yamlFields.ts';

const SECOND = 1_000;

/** @param spec of the resource. `undefined` with one instance, or where a value cannot be read */
export function operatorTimes(by: OperatorFailover, spec: YamlNode): OperatorTimes | undefined {
  const number = (fallback: number, ...path: readonly string[]): number | undefined => {
    const node = spec.path(...path);
    return node.kind === 'scalar' ? asInteger(node) : fallback;
  };
  switch (by) {
    case 'cloudnative-pg': {
      // internal/controller/replicas.go (enforceFailoverDelay): from the pod's Ready=False on.
      const instances = number(1, 'instances');
      const delay = number(0, 'failoverDelay');
      const patience = number(30, 'livenessProbeTimeout');
      if (instances === undefined || instances < 2 || delay === undefined || patience === undefined) return undefined;
      const checks = spec.path('probes', 'liveness', 'isolationCheck', 'enabled').text !== 'false';
      return {
        title: 'CloudNativePG',
        from: 'detection',
        afterMs: delay * SECOND,
        untilMs: Number.POSITIVE_INFINITY,
        old: checks
          ? say`A primary that reaches neither the API server nor another instance is ended by its liveness probe after about ${patience} s (isolation check, since 1.27).`
          : say`The isolation check is off: a primary that is cut off goes on taking writes.`,
      };
    }
    case 'patroni-zalando':
      return patroni(number(1, 'numberOfInstances'), number(30, 'patroni', 'ttl'), number(10, 'patroni', 'loop_wait'));
    case 'patroni-crunchy': {
      const sets = spec.get('instances').items();
      const replicas = sets.reduce((sum, set) => sum + (asInteger(set.get('replicas')) ?? 1), 0);
      return patroni(
        replicas,
        number(30, 'patroni', 'leaderLeaseDurationSeconds'),
        number(10, 'patroni', 'syncPeriodSeconds'),
      );
    }
  }
}

/** The leader's lock is renewed every loop_wait and free a ttl later; the others look every loop_wait. */
function patroni(
  instances: number | undefined,
  ttl: number | undefined,
  loopWait: number | undefined,
): OperatorTimes | undefined {
  if (instances === undefined || instances < 2 || ttl === undefined || loopWait === undefined) return undefined;
  return {
    title: 'Patroni',
    from: 'silence',
    afterMs: Math.max(0, ttl - loopWait) * SECOND,
    untilMs: (ttl + loopWait) * SECOND,
    old: say`The old primary steps down once it cannot renew its lock, as long as its Patroni runs.`,
  };
}
