// Alerts as a file of rules for Prometheus, or as a PrometheusRule of its operator.
import { Document } from 'yaml';
import { visibleLine } from '../../text/visible.ts';
import type { AlertRule, ClusterAlerts } from './alertRules.ts';

export const ALERT_FORMATS = ['rules', 'prometheusrule'] as const;
export type AlertFormat = (typeof ALERT_FORMATS)[number];

export interface AlertFile {
  readonly format: AlertFormat;
  /** The cluster that the times are taken from. */
  readonly cluster: string;
}

export function alertFile({ rules, without }: ClusterAlerts, { format, cluster }: AlertFile): string {
  const groups = [{ name: 'kube-node-lifecycle', rules: rules.map(ruleObject) }];
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
  document.commentBefore = [
    ` Times are those of the settings of ${cluster}: make it anew when they change (kube-node-lifecycle generate alerts).`,
    ' Metrics are those of kube-state-metrics, with node leases, volume attachments and claims switched on.',
    ...without.map((sentence) => ` Without ${sentence}`),
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
