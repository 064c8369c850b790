// One text with every mutant in it: each mutated place reads `(__m(ID) ? (mutant) : (original))`, and one is on at a time.
import { parseSync } from 'vite';
import { alternativesOf, childrenOf, isNode, type Node, textOf } from './mutators.ts';

export type Mutant = { id: number; file: string; line: number; mutator: string; original: string; replacement: string };

/** Instruments a TypeScript source. Ids go on from `firstId`. */
export function instrument(file: string, code: string, firstId: number): { code: string; mutants: Mutant[] } {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? ''}`);
  const mutants: Mutant[] = [];
  const lineOf = (at: number): number => code.slice(0, at).split('\n').length;

  function add(node: Node, mutator: string, replacement: string): number {
    const id = firstId + mutants.length;
    mutants.push({ id, file, line: lineOf(node.start), mutator, original: textOf(code, node), replacement });
    return id;
  }

  function render(node: Node, parents: readonly Node[]): string {
    const alternatives = alternativesOf(node, parents, code).map((a) => ({ id: add(node, a.mutator, a.text), text: a.text }));
    let out = '';
    let at = node.start;
    for (const child of childrenOf(node)) {
      out += code.slice(at, child.start) + render(child, [node, ...parents]);
      at = child.end;
    }
    out += code.slice(at, node.end);
    if (node.type === 'BlockStatement') {
      const [empty] = alternatives;
      return empty ? `{if(__m(${empty.id})){}else${out}}` : out;
    }
    if (alternatives.length > 0) out = `(${alternatives.map((a) => `__m(${a.id})?(${a.text}):`).join('')}(${out}))`;
    // Without semicolons a line that begins with ( would belong to the line before.
    return node.type === 'ExpressionStatement' && ['Program', 'BlockStatement'].includes(parents[0]?.type ?? '') ? `;${out}` : out;
  }

  if (!isNode(program)) throw new Error(`${file}: not a program`);
  const made = render({ ...program, start: 0, end: code.length }, []);
  return { code: made, mutants };
}
