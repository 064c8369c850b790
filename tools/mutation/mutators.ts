// What is changed to see whether a test notices. Numbers are changed too: here they are the law. Text is not
// (no StringLiteral mutator): wording is not law, and codes and articles are pinned by docs/law.md, which tests compare.
import { regexVariants } from './regex.ts';

export type Node = { type: string; start: number; end: number; [field: string]: unknown };
export type Alternative = { mutator: string; text: string };

const TYPES_WITH_VALUES = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'ParenthesizedExpression']);
const SKIPPED_FIELDS = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'decorators', 'implements', 'id']);
const RAW = new Set(['ImportDeclaration', 'ExportAllDeclaration']);

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}

export function textOf(code: string, node: Node): string {
  return code.slice(node.start, node.end);
}

function field(node: Node, name: string): Node | null {
  const value = node[name];
  return isNode(value) ? value : null;
}

/** The parts that hold expressions, in the order of the text. Types, names and keys are left as they are. */
export function childrenOf(node: Node): Node[] {
  if (RAW.has(node.type) || (node.type.startsWith('TS') && !TYPES_WITH_VALUES.has(node.type)) || node['shorthand'] === true) return [];
  const keyed = ['Property', 'MethodDefinition', 'PropertyDefinition'].includes(node.type) && node['computed'] !== true;
  const plainMember = node.type === 'MemberExpression' && node['computed'] !== true;
  return Object.entries(node)
    .filter(([name]) => (node.type === 'VariableDeclarator' && name === 'id') || !(SKIPPED_FIELDS.has(name) || (keyed && name === 'key') || (plainMember && name === 'property')))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
    .sort((a, b) => a.start - b.start);
}

const OPERATORS: Record<string, readonly string[]> = {
  '===': ['!=='], '!==': ['==='], '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'],
  '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'], '&&': ['||'], '||': ['&&'], '??': ['&&'],
  '+=': ['-='], '-=': ['+='], '||=': ['&&='], '&&=': ['||='], '??=': ['&&='],
};
const COMPARISONS = new Set(['===', '!==', '<', '<=', '>', '>=']);
/** `x.some(f)` as `x.every(f)`; null: as `x` alone. */
const METHODS: Record<string, string | null> = {
  some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith', min: 'max', max: 'min', floor: 'ceil',
  filter: null, slice: null, toSorted: null, toReversed: null, trim: null, trimEnd: null, padStart: null, toUpperCase: null,
};

export function alternativesOf(node: Node, parents: readonly Node[], code: string): Alternative[] {
  const parent = parents[0];
  const text = textOf(code, node);
  if (parent?.type.startsWith('TS') === true && !TYPES_WITH_VALUES.has(parent.type)) return [];
  return [...ofLiteral(node, text), ...ofOperator(node, text, code), ...ofTest(node, parent), ...ofShape(node, parent, code), ...ofChain(node, code), ...ofMethod(node, parents, code)];
}

function ofLiteral(node: Node, text: string): Alternative[] {
  if (node.type !== 'Literal') return [];
  const { value } = node;
  if (typeof value === 'number') return [{ mutator: 'Number', text: String(value + 1) }];
  if (typeof value === 'boolean') return [{ mutator: 'Boolean', text: String(!value) }];
  return isRegex(node) ? regexVariants(text).map((variant) => ({ mutator: 'Regex', text: variant })) : [];
}

function isRegex(node: Node): boolean {
  return typeof node['regex'] === 'object' && node['regex'] !== null;
}

function isText(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string') ||
    (node.type === 'BinaryExpression' && [field(node, 'left'), field(node, 'right')].some((side) => side !== null && isText(side)));
}

function ofOperator(node: Node, text: string, code: string): Alternative[] {
  const operator = String(node['operator'] ?? '');
  if (node.type === 'UpdateExpression') return [{ mutator: 'Update', text: text.replace(operator, operator === '++' ? '--' : '++') }];
  const argument = field(node, 'argument');
  if (node.type === 'UnaryExpression' && argument) return ['!', '-'].includes(operator) ? [{ mutator: 'Unary', text: textOf(code, argument) }] : [];
  const [left, right] = [field(node, 'left'), field(node, 'right')];
  if (!left || !right || !['BinaryExpression', 'LogicalExpression', 'AssignmentExpression'].includes(node.type)) return [];
  if (operator === '+' && (isText(left) || isText(right))) return [];
  const bracket = (n: Node): string => (n.type === 'LogicalExpression' || node.type === 'LogicalExpression' ? `(${textOf(code, n)})` : textOf(code, n));
  return (Object.hasOwn(OPERATORS, operator) ? (OPERATORS[operator] ?? []) : []).map((other) => ({
    mutator: node.type === 'LogicalExpression' ? 'Logical' : node.type === 'AssignmentExpression' ? 'Assignment' : COMPARISONS.has(operator) ? 'Comparison' : 'Arithmetic',
    text: `${bracket(left)} ${other} ${bracket(right)}`,
  }));
}

function ofTest(node: Node, parent: Node | undefined): Alternative[] {
  const isTest = parent !== undefined && field(parent, 'test') === node;
  const loop = isTest && parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression';
  const compares = node.type === 'BinaryExpression' && COMPARISONS.has(String(node['operator']));
  if ((!isTest && !compares) || node.type === 'Literal') return [];
  return (loop ? ['false'] : ['true', 'false']).map((text) => ({ mutator: 'Condition', text }));
}

function ofShape(node: Node, parent: Node | undefined, code: string): Alternative[] {
  if (node.type === 'BlockStatement') return textOf(code, node).replace(/\s/g, '') === '{}' ? [] : [{ mutator: 'Block', text: '{}' }];
  if (node.type === 'ArrayExpression') return [{ mutator: 'Array', text: textOf(code, node).replace(/\s/g, '') === '[]' ? "['?']" : '[]' }];
  const arrowBody = parent?.type === 'ArrowFunctionExpression' && field(parent, 'body') === node;
  const shapes: Alternative[] = node.type === 'ObjectExpression' && textOf(code, node).replace(/\s/g, '') !== '{}' ? [{ mutator: 'Object', text: '{}' }] : [];
  return arrowBody && textOf(code, node) !== 'undefined' ? [...shapes, { mutator: 'Arrow', text: 'undefined' }] : shapes;
}

/** Every `?.` of a chain as `.`, one at a time: inside the chain nothing may be put in brackets. */
function ofChain(node: Node, code: string): Alternative[] {
  if (node.type !== 'ChainExpression') return [];
  const alternatives: Alternative[] = [];
  for (let link = field(node, 'expression'); link; link = field(link, 'object') ?? field(link, 'callee')) {
    const inner = field(link, 'object') ?? field(link, 'callee');
    if (link['optional'] !== true || !inner) continue;
    const at = code.indexOf('?.', inner.end);
    const dot = link.type === 'CallExpression' || link['computed'] === true ? '' : '.';
    alternatives.push({ mutator: 'Chain', text: code.slice(node.start, at) + dot + code.slice(at + 2, node.end) });
  }
  return alternatives;
}

function ofMethod(node: Node, parents: readonly Node[], code: string): Alternative[] {
  const callee = field(node, 'callee');
  const [object, property] = callee ? [field(callee, 'object'), field(callee, 'property')] : [null, null];
  if (node.type !== 'CallExpression' || !callee || !object || !property || callee['computed'] === true || inChain(node, parents)) return [];
  const name = String(property['name'] ?? '');
  if (!Object.hasOwn(METHODS, name)) return [];
  const other = METHODS[name];
  if (other === undefined) return [];
  return [{ mutator: 'Method', text: other === null ? textOf(code, object) : code.slice(node.start, property.start) + other + code.slice(property.end, node.end) }];
}

/** Whether the node is a link of a `?.` chain (its arguments are not). */
function inChain(node: Node, parents: readonly Node[]): boolean {
  let below = node;
  for (const parent of parents) {
    if (parent.type === 'ChainExpression') return true;
    if (field(parent, 'object') !== below && field(parent, 'callee') !== below) return false;
    below = parent;
  }
  return false;
}
