// What installs a cluster says its version: variables of roles, installers' commands, modules of Terraform, images, packages.
import { firstRelease, talosLifetime } from '../../kubernetes/apiVersions.ts';
import type { DistributionMention, VersionBound, VersionMention } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import { AbsentWords } from '../../text/absentWords.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import type { SourceFile } from '../engine/source.ts';
import { VERSION, VERSION_PATTERNS, VERSION_SIEVE, VERSION_WORDS } from './versionPatterns.ts';

/** Id of what is read of files that say nothing else. */
export const VERSION_STATEMENT = 'version-statement';

/** Blocks of Terraform that make a cluster, and the attribute that is its version. */
const BLOCK =
  /^(?:resource|module|data)[ \t]+"([\w-]{1,80})"(?:[ \t]+"[\w-]{1,80}")?[ \t]*\{[^\n]*\n([\s\S]{0,20000}?)^\}/gm;
const OF_CLUSTER =
  /eks|aks|gke|kube|k8s|k3s|rke|talos|linode_lke|exoscale_sks|alicloud_cs|civo|container_cluster|cs_managed/;
const NOT_THE_CLUSTER = /helm_release|kubectl|kubernetes_manifest|node_pool|node_group|nodepool|addon/;
const BLOCK_VERSION = new RegExp(
  `^[ \\t]{0,12}(version|cluster_version|kubernetes_version|k8s_version|min_master_version)[ \\t]{0,40}=[ \\t]{0,10}"${VERSION}"`,
  'gm',
);

const PROSE_LINE = /^\s*(?:#|\/\/|;|\{#|--\s|\* )/;
const OF_K3D = /^apiVersion:[ \t]*["']?k3d\.io\//m;
/** Places whose clusters are made to try something. */
const DEVELOPMENT =
  /(?:^|\/)(?:\.github|\.circleci|\.gitlab|\.buildkite|\.prow)\/|(?:^|\/)(?:\.gitlab-ci|\.travis|azure-pipelines)\b|Jenkinsfile/;

/** Longest word of a version statement. */
const REACH = 32;

/** Which large files state no version: most do not, and to find that out takes longer than all else that an edit costs. */
export function createVersionSieve(): (file: string, text: string) => boolean {
  const words = new AbsentWords((text) => VERSION_WORDS.find(text) !== undefined, REACH);
  return (file, text) => file.endsWith('.tf') || !words.isAbsent(file, text);
}

/**
 * Versions that a file states outside of the objects that we know, and what bounds them. Linear. Only for files for which a
 * `createVersionSieve` says that they may state one.
 * @param known what shapes read of the file: a place is said once
 */
export function readVersionStatements(
  { file, fragment }: SourceFile,
  known: readonly VersionMention[],
): PartialReading | undefined {
  const { text } = fragment;
  if (!VERSION_SIEVE.test(text)) return undefined;
  const versions: VersionMention[] = [];
  const isDevelopment = DEVELOPMENT.test(file) || OF_K3D.test(text);
  const lines = new Set(known.map(({ range }) => range.start.line));
  const add = (kind: VersionMention['kind'], written: string, span: Span) => {
    if (PROSE_LINE.test(lineBefore(text, span.start))) return;
    const range = fragment.locate(span);
    if (lines.has(range.start.line)) return;
    lines.add(range.start.line);
    const lowered =
      isDevelopment || /minikube|k3d|kind create/.test(lineBefore(text, span.start)) ? 'development' : kind;
    versions.push({ file, range, kind: kind === 'field' ? kind : lowered, text: written });
  };
  for (const { pattern, kind, meaning, in: files } of VERSION_PATTERNS) {
    if (files !== undefined && !files.test(file)) continue;
    for (const match of text.matchAll(pattern)) {
      const written = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(written);
      const means = meaning === undefined ? written : meaning(written);
      if (means !== undefined) add(kind, means, { start, end: start + written.length });
    }
  }
  for (const { written, span } of snapVersions(text)) add('statement', written, span);
  for (const { written, span } of resourceVersions(text)) add('statement', written, span);
  if (/\.tf$/.test(file)) {
    for (const { written, span } of blockVersions(text)) add('statement', written, span);
  }
  const bounds = boundsOf(file, fragment);
  const distributions = distributionsOf(file, fragment);
  return versions.length + bounds.length === 0 ? undefined : { versions, bounds, distributions };
}

/** The line up to a place, continued lines before it included. */
function lineBefore(text: string, at: number): string {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 1 && at - start < 1_000 && text[start - 2] === '\\') start = text.lastIndexOf('\n', start - 2) + 1;
  return text.slice(Math.max(start, at - 1_000), at);
}

/** Ansible's module for snaps: its arguments stand below it in any order, or behind it. */
const SNAP = /^([ \t]*(?:-[ \t]+)?)(?:community\.general\.)?snap:([^\n]*)\n?/gm;
const OF_SNAP = /\b(?:microk8s|k8s|kubelet|kube-apiserver|kube-controller-manager)\b/;
const CHANNEL = new RegExp(`\\bchannel[:=][ \\t]{0,10}["']?${VERSION}`);
const MOST_LINES = 20;

function* snapVersions(text: string): Iterable<{ readonly written: string; readonly span: Span }> {
  for (const { 0: head, 1: indent = '', 2: behind = '', index } of text.matchAll(SNAP)) {
    const at = behind.trim() === '' ? index + head.length : index + head.length - behind.length - 1;
    const body = behind.trim() === '' ? indentedLines(text, at, indent.length) : behind;
    const match = OF_SNAP.test(body) ? CHANNEL.exec(body) : null;
    if (match === null) continue;
    const written = match[1] ?? '';
    const start = at + match.index + match[0].lastIndexOf(written);
    yield { written, span: { start, end: start + written.length } };
  }
}

/** A cluster of Pulumi's YAML or of CloudFormation; `version` among Pulumi's options is that of a plugin. */
const CLUSTER_RESOURCE =
  /^([ \t]{1,40})[tT]ype:[ \t]*["']?(?:eks:(?:index:)?Cluster|aws:eks(?:\/cluster)?:Cluster|AWS::EKS::Cluster)["']?[ \t]*\r?\n/gm;
const PROPERTIES = /^([ \t]{1,40})[pP]roperties:[ \t]*\r?\n/gm;
const PROPERTY_VERSION = new RegExp(`^([ \\t]{1,40})[vV]ersion:[ \\t]{0,10}["']?${VERSION}`, 'gm');

function* resourceVersions(text: string): Iterable<{ readonly written: string; readonly span: Span }> {
  for (const { 0: head, 1: indent = '', index } of text.matchAll(CLUSTER_RESOURCE)) {
    const at = index + head.length;
    const resource = indentedLines(text, at, indent.length - 1);
    const properties = [...resource.matchAll(PROPERTIES)].find((match) => match[1]?.length === indent.length);
    if (properties === undefined) continue;
    const from = at + properties.index + properties[0].length;
    const body = indentedLines(text, from, indent.length);
    const depth = body.length - body.trimStart().length;
    const match = [...body.matchAll(PROPERTY_VERSION)].find((found) => found[1]?.length === depth);
    if (match === undefined) continue;
    const written = match[2] ?? '';
    const start = from + match.index + match[0].lastIndexOf(written);
    yield { written, span: { start, end: start + written.length } };
  }
}

/** The lines from a place on that are indented further than so much. */
function indentedLines(text: string, from: number, indent: number): string {
  let end = from;
  for (let lines = 0; lines < MOST_LINES && end < text.length; lines += 1) {
    const next = text.indexOf('\n', end);
    const line = text.slice(end, next < 0 ? text.length : next);
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
    end = next < 0 ? text.length : next + 1;
  }
  return text.slice(from, end);
}

function* blockVersions(text: string): Iterable<{ readonly written: string; readonly span: Span }> {
  for (const { 0: block, 1: type = '', 2: body = '', index } of text.matchAll(BLOCK)) {
    const source = /^[ \t]{0,12}source[ \t]{0,40}=[ \t]{0,10}"([^"\n]{1,200})"/m.exec(body)?.[1] ?? '';
    const isModule = block.startsWith('module');
    const what = isModule ? `${source} ${type}` : type;
    if (!OF_CLUSTER.test(what) || NOT_THE_CLUSTER.test(what)) continue;
    for (const match of body.matchAll(BLOCK_VERSION)) {
      // Of a module, `version` is its own.
      if (match[1] === 'version' && isModule) continue;
      const written = match[2] ?? '';
      const start = index + block.indexOf(body) + match.index + match[0].lastIndexOf(written);
      yield { written, span: { start, end: start + written.length } };
    }
  }
}

const DISTRIBUTION_OPTION = /\bkube(?:let|-apiserver|-controller-manager|-controller)-arg\b|INSTALL_K3S_EXEC/;
const TALOS = /(?:\btalosVersion["']?:[ \t]*["']?|siderolabs\/(?:metal-)?installer:)v?1\.(\d{1,2})\.\d/;
const OLD_API = /^apiVersion:[ \t]*["']?(policy\/v1beta1)["']?[ \t]*\r?$/m;

function boundsOf(file: string, fragment: Fragment): VersionBound[] {
  const { text } = fragment;
  const bounds: VersionBound[] = [];
  const add = (found: RegExpExecArray | null, lifetime: VersionBound['lifetime'], what: string) => {
    if (found === null) return;
    const span = { start: found.index, end: found.index + found[0].length };
    bounds.push({ file, range: fragment.locate(span), lifetime, what });
  };
  const distribution = /rke2/i.test(file) || /rke2/i.test(text) ? 'rke2' : 'k3s';
  add(DISTRIBUTION_OPTION.exec(text), [firstRelease(distribution), null], distribution === 'rke2' ? 'RKE2' : 'k3s');
  const talos = TALOS.exec(text);
  if (talos !== null) add(talos, talosLifetime(Number(talos[1])), `Talos 1.${talos[1]}`);
  if (!text.includes('{{')) add(OLD_API.exec(text), [5, 24], 'policy/v1beta1');
  return bounds;
}

/** A release of OpenShift is named by nobody else. */
function distributionsOf(file: string, fragment: Fragment): DistributionMention[] {
  const found = /\bocp-release:[45]\./.exec(fragment.text);
  if (found === null) return [];
  const range = fragment.locate({ start: found.index, end: found.index + found[0].length });
  return [{ file, range, distribution: 'openshift' }];
}
