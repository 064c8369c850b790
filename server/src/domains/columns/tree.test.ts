import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolve } from './open/paths.ts';
import { planMove, placeFaults, subtree, type Node, type Place } from './tree.ts';

type World = { nodes: Node[]; redirects: Map<string, string> };
const node = (id: string, path: string, parentId: string | null = null, state: Node['state'] = 'open'): Node => ({ id, path, parentId, slug: path.split('/').at(-1) ?? '', name: id, state });

function move(world: World, id: string, place: Place): string[] {
  const plan = planMove(world.nodes, world.redirects, id, place);
  if (plan.faults.length > 0) return plan.faults.map((fault) => fault.code);
  for (const path of plan.drop) world.redirects.delete(path);
  for (const { path, id: owner } of plan.leave) world.redirects.set(path, owner);
  world.nodes = world.nodes.map((one) => ({ ...one, path: plan.paths.get(one.id) ?? one.path, ...(one.id === id ? place : {}) }));
  return [];
}

const tree = (): World => ({
  nodes: [node('a', 'a'), node('ab', 'a/b', 'a'), node('abc', 'a/b/c', 'ab'), node('d', 'd'), node('de', 'd/e', 'd'), node('p', 'd/p', 'd', 'preparing')], redirects: new Map(),
});

test('a column that moves takes all below it along and leaves each old address', () => {
  const world = tree();
  expect(move(world, 'ab', { parentId: 'd', slug: 'x' })).toEqual([]);
  expect(world.nodes.map((one) => one.path)).toEqual(['a', 'd/x', 'd/x/c', 'd', 'd/e', 'd/p']);
  expect([...world.redirects]).toEqual([['a/b', 'ab'], ['a/b/c', 'abc']]);
  expect(move(world, 'ab', { parentId: 'a', slug: 'b' })).toEqual([]);
  expect([...world.redirects]).toEqual([['d/x', 'ab'], ['d/x/c', 'abc']]);
});

test('what was never public leaves nothing', () => {
  const world = tree();
  expect(move(world, 'p', { parentId: null, slug: 'p' })).toEqual([]);
  expect(world.redirects.size).toBe(0);
});

test('refused: into itself, onto another, onto what was once another, below what is not open, too deep', () => {
  const world = tree();
  expect(move(world, 'a', { parentId: 'abc', slug: 'a' })).toEqual(['column-loop']);
  expect(move(world, 'a', { parentId: 'a', slug: 'a' })).toEqual(['column-loop']);
  expect(move(world, 'ab', { parentId: 'd', slug: 'e' })).toEqual(['column-path-taken']);
  expect(move(world, 'ab', { parentId: 'p', slug: 'b' })).toEqual(['column-parent-not-open']);
  expect(move(world, 'ab', { parentId: 'nowhere', slug: 'b' })).toEqual(['column-no-parent']);
  expect(move(world, 'ab', { parentId: null, slug: 'b' })).toEqual([]);
  expect(placeFaults(world.nodes, world.redirects, { parentId: 'a', slug: 'b' }).map((fault) => fault.code)).toEqual(['column-path-reserved']);
  expect(move(world, 'de', { parentId: 'a', slug: 'b' })).toEqual(['column-path-reserved']);
  world.nodes.push(node('1', 'z'), node('2', 'z/z', '1'), node('3', 'z/z/z', '2'), node('4', 'z/z/z/z', '3'));
  expect(move(world, '1', { parentId: 'ab', slug: 'z' })).toEqual([]);
  expect(move(world, 'ab', { parentId: 'd', slug: 'b' })).toEqual(['column-too-deep']);
});

const ids = ['a', 'ab', 'abc', 'd', 'de', 'p', 'new0', 'new1', 'new2'];
const steps = fc.array(fc.record({
  id: fc.constantFrom(...ids), parent: fc.option(fc.constantFrom(...ids), { nil: null }), slug: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'x'), make: fc.boolean(),
}), { maxLength: 40 });

test('any sequence of moves and new columns: every address that was ever public leads to its column in one hop', () => {
  fc.assert(fc.property(steps, (acts) => {
    const world = tree();
    const seen = new Map<string, string>();
    const look = (): void => { for (const one of world.nodes) if (one.state !== 'preparing') seen.set(one.path, one.id); };
    look();
    for (const { id, parent, slug, make } of acts) {
      const place = { parentId: parent, slug };
      const there = world.nodes.some((one) => one.id === id);
      if (there) move(world, id, place);
      else if (make && placeFaults(world.nodes, world.redirects, place).length === 0) {
        const parentNode = world.nodes.find((one) => one.id === parent);
        world.nodes.push(node(id, parentNode === undefined ? slug : `${parentNode.path}/${slug}`, parent, parentNode?.state === 'preparing' ? 'preparing' : 'open'));
      }
      look();
      for (const [path, owner] of seen) expect(resolve(world.nodes, world.redirects, path)?.column.id).toBe(owner);
      expect(new Set(world.nodes.map((one) => one.path)).size).toBe(world.nodes.length);
      for (const one of world.nodes) {
        expect(world.redirects.has(one.path)).toBe(false);
        const parentNode = world.nodes.find((other) => other.id === one.parentId);
        expect(one.path).toBe(parentNode === undefined ? one.slug : `${parentNode.path}/${one.slug}`);
        expect(subtree(world.nodes, one).length).toBeGreaterThan(0);
      }
    }
  }), { numRuns: 300 });
});
