import { InputRule, Mark, mergeAttributes, Node, type AnyExtension } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import { Heading } from '@tiptap/extension-heading';
import { Paragraph } from '@tiptap/extension-paragraph';
import StarterKit from '@tiptap/starter-kit';
import { Plugin } from '@tiptap/pm/state';
import { headingLevel, markedLevel } from '../text/levels.ts';

/** What the editor needs to know of its surroundings. */
export type Surroundings = { imageUrl: (file: string) => string; groundName: (code: string) => string };

const OfficialParagraph = Paragraph.extend({
  addAttributes: () => ({
    textAlign: {
      default: null,
      parseHTML: (element: HTMLElement) => element.dataset['align'] ?? null,
      renderHTML: ({ textAlign }: Record<string, unknown>) => (typeof textAlign === 'string' ? { 'data-align': textAlign } : {}),
    },
  }),
});

/** Levels 一、（一）1.（1）. The number is typed in the text; typing it sets the level. */
const Level = Heading.extend({
  parseHTML: () => [
    { tag: '[data-level]', priority: 60, getAttrs: (element: HTMLElement) => ({ level: Number(element.dataset['level']) }) },
    ...[1, 2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  ],
  renderHTML: ({ node, HTMLAttributes }) => {
    const level = Number(node.attrs['level']);
    return [`h${level + 2}`, mergeAttributes(HTMLAttributes, { 'data-level': level }), 0];
  },
  addInputRules() {
    return [new InputRule({
      find: /^[\s\u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[.．])$/,
      handler: ({ state, range, match }) => {
        const level = markedLevel(match[0]);
        if (level === null || state.doc.resolve(range.from).parent.type.name !== 'paragraph') return null;
        state.tr.insertText(match[0].trim(), range.from, range.to).setBlockType(range.from, range.from, this.type, { level });
        return undefined;
      },
    })];
  },
  addProseMirrorPlugins() {
    const heading = this.type;
    return [new Plugin({
      // A numbered line that runs on after its first sentence is text: （一）加强领导。各地要……
      appendTransaction: (transactions, _old, state) => {
        if (!transactions.some((tr) => tr.docChanged) || transactions.some((tr) => tr.getMeta('composition') !== undefined)) return null;
        const { paragraph } = state.schema.nodes;
        const tr = state.tr;
        state.doc.forEach((node, offset) => {
          if (node.type !== heading || paragraph === undefined) return;
          if (markedLevel(node.textContent) !== null && headingLevel(node.textContent) === null) tr.setNodeMarkup(offset, paragraph);
        });
        return tr.docChanged ? tr : null;
      },
    })];
  },
}).configure({ levels: [1, 2, 3, 4] });

/** A passage to be left out of the public copy, with its ground (条例第十四条至第十六条). */
export const Redact = Mark.create<Surroundings>({
  name: 'redact',
  inclusive: false,
  addOptions: () => ({ imageUrl: () => '', groundName: () => '' }),
  addAttributes: () => ({
    ground: { default: null, parseHTML: (element: HTMLElement) => element.dataset['ground'] ?? null, renderHTML: ({ ground }: Record<string, unknown>) => ({ 'data-ground': ground }) },
  }),
  parseHTML: () => [{ tag: 'span[data-ground]' }],
  renderHTML({ HTMLAttributes }) {
    const title = this.options.groundName(String(HTMLAttributes['data-ground']));
    return ['span', mergeAttributes(HTMLAttributes, { class: 'redact', title }), 0];
  },
});

const Picture = Node.create<Surroundings>({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ imageUrl: () => '', groundName: () => '' }),
  addAttributes: () => ({
    file: { default: '', parseHTML: (element: HTMLElement) => element.dataset['file'] ?? '', renderHTML: ({ file }: Record<string, unknown>) => ({ 'data-file': file }) },
    alt: { default: null },
    width: { default: null },
    redact: {
      default: null,
      parseHTML: (element: HTMLElement) => (element.dataset['ground'] === undefined ? null : { ground: element.dataset['ground'] }),
      renderHTML: ({ redact }: Record<string, unknown>) => (typeof redact === 'object' && redact !== null && 'ground' in redact ? { 'data-ground': redact.ground, class: 'redact' } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'img[data-file]' }],
  renderHTML({ HTMLAttributes }) {
    return ['img', mergeAttributes(HTMLAttributes, { src: this.options.imageUrl(String(HTMLAttributes['data-file'])) })];
  },
});

/** The schema of an official document's text and nothing more: no links, lists, colours or fonts. */
export function extensions(surroundings: Surroundings): AnyExtension[] {
  return [
    StarterKit.configure({
      blockquote: false, bulletList: false, code: false, codeBlock: false, heading: false, horizontalRule: false, link: false,
      listItem: false, listKeymap: false, orderedList: false, paragraph: false, strike: false,
    }),
    OfficialParagraph, Level, TableKit.configure({ table: { resizable: false } }),
    Redact.configure(surroundings), Picture.configure(surroundings),
  ];
}

