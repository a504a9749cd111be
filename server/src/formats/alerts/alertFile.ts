// Alerts as a file of rules for Prometheus, or as a PrometheusRule of its operator.

import { Document } from 'yaml';
import { visibleLine } from '../../text/visible.ts';
import type { ALERT_FORMATS } from '../formatNames.ts';
import type { AlertRule, ClusterAlerts } from './alertRules.ts';

export type AlertFormat = (typeof ALERT_FORMATS)[number];

/** What is made for one cluster. */
export interface ClusterGroup extends ClusterAlerts {
  /** The cluster that the times are taken from. */
  readonly cluster: string;
}

/** One group of rules for each cluster; of several each has the cluster's name behind its own. */
export function alertFile(clusters: readonly ClusterGroup[], format: AlertFormat): string {
  const isLone = clusters.length === 1;
  const groups = clusters.map(({ cluster, rules }) => {
    return { name: `kube-node-lifecycle${isLone ? '' : `-${cluster}`}`, rules: rules.map(ruleObject) };
  });
  const object =
    format === 'rules'
      ? { groups }
      : {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name: 'kube-node-lifecycle' },
          spec: { groups },
        };
  const document = new Document(object);
  const names = clusters.map(({ cluster }) => cluster).join(', ');
  const without = clusters.flatMap(({ cluster, without: sentences }) =>
    sentences.map((sentence) => ` Without ${isLone ? '' : `${cluster}'s `}${sentence}`),
  );
  document.commentBefore = [
    ` Times are those of the settings of ${names}: make it anew when they change (kube-node-lifecycle generate alerts).`,
    ' Metrics are those of kube-state-metrics, with node leases, volume attachments and claims switched on.',
    ...without,
  ]
    .map(visibleLine)
    .join('\n');
  return document.toString({ lineWidth: 0 });
}

function ruleObject({ alert, expr, for: patience, severity, labels, summary, description }: AlertRule): object {
  return {
    alert,
    expr,
    ...(patience > 0 && { for: `${Math.ceil(patience / 1_000)}s` }),
    labels: { severity, ...labels },
    annotations: { summary, description },
  };
}
