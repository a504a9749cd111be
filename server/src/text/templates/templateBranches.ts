// Which ways the statements of a template may go, and what text stands in each of them.
import type { Span } from '../position.ts';
import { CLOSERS, DIVIDERS, NAMED, OPENERS } from './statementWords.ts';
import type { TemplateSpan } from './templateSpan.ts';

/** A choice that is made when a template is rendered, or a script runs. */
export interface BranchBlock {
  /** Its first statement. */
  readonly statement: TemplateSpan;
  /** Of so many ways one is always taken; `undefined`: perhaps none is (`if` without `else`, a loop). */
  ways: number | undefined;
}

/** A stretch of text that stands in one way of a choice: from its statement to the next one of its block. */
export interface BranchRegion {
  readonly start: number;
  end: number;
  readonly block: BranchBlock;
  readonly index: number;
  /** The region around. */
  outer: BranchRegion | undefined;
}

/** A block that no statement has closed yet. */
interface OpenBlock {
  readonly keyword: string;
  region: BranchRegion | undefined;
  hasElse: boolean;
  /** Its first statement stands somewhere else: how many ways it has is not known. */
  readonly isCut?: true;
}

/** Deeper ones are the work of no person; what stands in them stands in the last that is followed. */
const DEEPEST = 64;
/** Blocks that are never closed and stand in each other: more say no more of what stands in the innermost. */
const MOST_UNCLOSED = 4;

const known = new WeakMap<readonly TemplateSpan[], readonly BranchRegion[]>();

/** All regions in the order in which they start. */
export function branchRegions(spans: readonly TemplateSpan[]): readonly BranchRegion[] {
  const before = known.get(spans);
  if (before !== undefined) return before;
  const regions = findRegions(spans);
  known.set(spans, regions);
  return regions;
}

function findRegions(spans: readonly TemplateSpan[]): BranchRegion[] {
  const open: OpenBlock[] = [];
  const found: BranchRegion[] = [];
  const begin = (start: number, block: BranchBlock, index: number, outer: BranchRegion | undefined) => {
    const region: BranchRegion = { start, end: start, block, index, outer };
    found.push(region);
    return region;
  };
  /** Where the text begins that a block holds which begins somewhere else, and the first region in it. */
  let cut = 0;
  let firstBehind = 0;
  /** All that stands before an `else` or an end without a beginning is a way of that block. */
  const beginBefore = (statement: TemplateSpan, end: number): BranchBlock => {
    const block: BranchBlock = { statement, ways: undefined };
    const region: BranchRegion = { start: cut, end, block, index: 0, outer: undefined };
    for (const inner of found.slice(firstBehind)) inner.outer ??= region;
    found.splice(firstBehind, 0, region);
    cut = end;
    firstBehind = found.length;
    return block;
  };
  for (const span of spans) {
    const { kind, keyword, start, end } = span;
    if (kind !== 'statement') continue;
    const top = open.at(-1);
    if (top === undefined && CLOSERS.has(keyword)) {
      beginBefore(span, end);
    } else if (top === undefined && DIVIDERS.has(keyword)) {
      const region = begin(start, beginBefore(span, start), 1, undefined);
      region.end = Number.POSITIVE_INFINITY;
      open.push({ keyword, region, hasElse: false, isCut: true });
    } else if (OPENERS.has(keyword)) {
      const isFollowed = !NAMED.has(keyword) && open.length < DEEPEST;
      const block: BranchBlock = { statement: span, ways: undefined };
      const region = isFollowed ? begin(start, block, 0, top?.region) : top?.region;
      open.push({ keyword, region, hasElse: false });
    } else if (CLOSERS.has(keyword) && top !== undefined) {
      open.pop();
      const { region, hasElse } = top;
      if (region === undefined || region === open.at(-1)?.region) continue;
      region.end = end;
      if (hasElse) region.block.ways = region.index + 1;
    } else if (DIVIDERS.has(keyword) && top?.region !== undefined && top.region !== open.at(-2)?.region) {
      top.region.end = start;
      top.region = begin(start, top.region.block, top.region.index + 1, top.region.outer);
      if (top.isCut) top.region.end = Number.POSITIVE_INFINITY;
      top.hasElse = keyword === 'else' && top.isCut !== true;
    }
  }
  // One that is never closed reaches to the end: whether it is taken, and what stands behind it, nobody knows.
  for (const { region } of open.slice(0, MOST_UNCLOSED))
    if (region !== undefined) region.end = Number.POSITIVE_INFINITY;
  return found;
}

/** The ways in which all of a span stands, the outermost first. */
export function regionsAround(regions: readonly BranchRegion[], span: Span): BranchRegion[] {
  const around: BranchRegion[] = [];
  for (let region = lastBefore(regions, span.start); region !== undefined; region = region.outer) {
    if (region.start <= span.start && span.end <= region.end) around.push(region);
  }
  return around.reverse();
}

function lastBefore(regions: readonly BranchRegion[], offset: number): BranchRegion | undefined {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((regions[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return regions[low - 1];
}

/** Stretches of text that a template may leave out or repeat: the outermost blocks, from statement to statement. */
export function conditionalSpans(spans: readonly TemplateSpan[]): readonly Span[] {
  const before = left.get(spans);
  if (before !== undefined) return before;
  const found = findConditional(spans);
  left.set(spans, found);
  return found;
}

/** Asked for by every command of a file. */
const left = new WeakMap<readonly TemplateSpan[], readonly Span[]>();

function findConditional(spans: readonly TemplateSpan[]): readonly Span[] {
  const blocks = new Map<BranchBlock, { start: number; end: number }>();
  for (const { start, end, block, outer } of branchRegions(spans)) {
    if (outer !== undefined) continue;
    const whole = blocks.get(block);
    if (whole === undefined) blocks.set(block, { start, end });
    else whole.end = end;
  }
  return [...blocks.values()];
}
