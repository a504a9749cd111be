// The address of a rule's page.
const pages = 'https://github.com/kube-node-lifecycle/kube-node-lifecycle/blob/main/docs/rules';

/** The page of a rule. */
export function docsLink(ruleId: string): string {
  return `${pages}/${ruleId}.md`;
}
