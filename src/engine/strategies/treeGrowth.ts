import type { ValueOfNode } from '../events.ts';
import { type Answered, byLength, groupAnswers, type Thread } from './severalChains.ts';

/** So many different steps are tried below one. */
const WIDTH = 3;
/** How much a step that was seldom tried is worth trying: the constant of UCT (Kocsis and Szepesvári, 2006), for values from 0 to 1. */
const CURIOSITY = Math.SQRT2;

interface Branch {
  readonly children: Map<string, Branch>;
  readonly node: string | undefined;
  /** The longest way below ends here: there is nothing to go on from. */
  isEnd: boolean;
  visits: number;
  wins: number;
  /** Ways that begin here and have no step of their own yet. */
  beginning: number;
}

const newBranch = (node?: string): Branch => ({ children: new Map(), node, isEnd: false, visits: 0, wins: 0, beginning: 0 });

/** The answer that most ways have come to, as a key. */
export const mostAgreedKey = (answered: readonly Answered[]): string | undefined => groupAnswers(answered)[0]?.key;

/** The steps that were tried, as a tree, with how often each was gone through and how many of those ways agree with most. */
export class Growth {
  private readonly root = newBranch();
  private readonly maxSteps: number;
  private readonly agreed: string | undefined;

  constructor(maxSteps: number, agreed: string | undefined) {
    this.maxSteps = maxSteps;
    this.agreed = agreed;
  }

  /** A way counts as soon as it has begun; until it has its answer, as one that came to nothing. */
  add(way: Thread): void {
    const isWin = this.agreed !== undefined && way.short?.key === this.agreed;
    for (const branch of this.alongWay(way)) {
      branch.visits++;
      if (isWin) branch.wins++;
    }
    const last = this.alongWay(way).at(-1);
    if (!last) return;
    if (!way.steps.some(({ chain }) => chain === way.chain)) last.beginning++;
    // A way that is dead came to its answer, and got none.
    else if (way.answer || way.isDead || way.wants?.do === 'answer') last.isEnd = true;
  }

  /** A way begins below `node`, and has no step yet. */
  begin(node: string): void {
    const path = this.pathTo(node, this.root, [this.root]) ?? [this.root];
    for (const branch of path) branch.visits++;
    const last = path.at(-1);
    if (last) last.beginning++;
  }

  /** The node below which the next step is tried; `''` for the question, `undefined` where nothing is left to be tried. */
  select(): string | undefined {
    return this.isOpen(this.root, 0) ? this.descend(this.root, 0) : undefined;
  }

  /** How often each step was gone through, and the share of those ways that agree with most. */
  values(): readonly ValueOfNode[] {
    return branchesBelow(this.root).flatMap(({ node, visits, wins }) =>
      node === undefined ? [] : [{ type: 'value', node, visits, value: Math.round((wins / visits) * 1000) / 1000 } as const],
    );
  }

  visitsOf(way: Thread): readonly number[] {
    return this.alongWay(way).map(({ visits }) => visits);
  }

  private alongWay({ steps }: Thread): readonly Branch[] {
    const along = [this.root];
    for (const { id } of steps) {
      const at = along.at(-1) ?? this.root;
      const child = at.children.get(id) ?? newBranch(id);
      at.children.set(id, child);
      along.push(child);
    }
    return along;
  }

  private pathTo(node: string, from: Branch, path: readonly Branch[]): readonly Branch[] | undefined {
    if (from.node === node) return path;
    for (const child of from.children.values()) {
      const found = this.pathTo(node, child, [...path, child]);
      if (found) return found;
    }
    return undefined;
  }

  private descend(at: Branch, depth: number): string {
    if (at.children.size + at.beginning < WIDTH) return at.node ?? '';
    const open = [...at.children.values()].filter(child => this.isOpen(child, depth + 1));
    const best = open.reduce((one, other) => (promise(other, at) > promise(one, at) ? other : one));
    return this.descend(best, depth + 1);
  }

  /** Whether a step can still be tried at this place or below it. */
  private isOpen(at: Branch, depth: number): boolean {
    if (at.isEnd || depth >= this.maxSteps) return false;
    if (at.children.size + at.beginning < WIDTH) return true;
    return [...at.children.values()].some(child => this.isOpen(child, depth + 1));
  }
}

/** Of answers that agree, the one whose way was gone through most from the first step on. */
export function bestOf(agreeing: readonly Answered[], growth: Growth): Answered {
  const [best] = [...agreeing].sort((one, other) => compareVisits(growth.visitsOf(one), growth.visitsOf(other)) || byLength(one, other));
  if (!best) throw new Error('There is no answer to choose.');
  return best;
}

function compareVisits(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((visits, place) => visits !== other[place]);
  return at < 0 ? 0 : (other[at] ?? 0) - (one[at] ?? 0);
}

/** UCT: the value, and more where the place was seldom tried beside its neighbours. */
const promise = ({ wins, visits }: Branch, parent: Branch): number =>
  wins / visits + CURIOSITY * Math.sqrt(Math.log(Math.max(1, parent.visits)) / visits);

const branchesBelow = (at: Branch): readonly Branch[] => [...at.children.values()].flatMap(child => [child, ...branchesBelow(child)]);
