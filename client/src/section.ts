/** Settings live below this name; it is also the client's id and the prefix of its requests. */
export const section = 'kubeNodeLifecycle';

/** The panel that explains a cluster; the editor asks for it when it restores one. */
export const panelType = `${section}.explain`;

/** Documents that stand in no file: what files would be with the values that are tried. */
export const trialScheme = 'kube-node-lifecycle-trial';

/** Pages of rules, as they lie in the extension. */
export const ruleScheme = 'kube-node-lifecycle-rule';

/** The command that opens one; the server puts it behind the codes of diagnostics. */
export const openRuleCommand = `${section}.openRule`;
