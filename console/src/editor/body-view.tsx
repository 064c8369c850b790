import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { Block, Body, Inline } from '@tongming/typeset';
import type { Surroundings } from './extensions.ts';

/** The text for reading, without loading the editor. Marked passages are struck, their ground shown on pointing. */
export function BodyView({ body, surroundings }: { body: Body; surroundings: Surroundings }): ReactElement {
  return <div className="body-text">{body.content.map((node, i) => <BlockView key={i} node={node} surroundings={surroundings} />)}</div>;
}

function BlockView({ node, surroundings }: { node: Block; surroundings: Surroundings }): ReactElement {
  switch (node.type) {
    case 'paragraph':
      return <p data-align={node.attrs?.textAlign ?? undefined}>{inlines(node.content, surroundings)}</p>;
    case 'heading': {
      const { level } = node.attrs;
      const Tag = `h${level + 2}` as 'h3' | 'h4' | 'h5' | 'h6';
      return <Tag data-level={level}>{inlines(node.content, surroundings)}</Tag>;
    }
    case 'image':
      return <img src={surroundings.imageUrl(node.attrs.file)} alt={node.attrs.alt ?? ''} width={node.attrs.width} className={node.attrs.redact === undefined ? undefined : 'redact'} />;
    case 'table':
      return (
        <table><tbody>
          {node.content.map((row, r) => (
            <tr key={r}>
              {row.content.map((cell, c) => {
                const Tag = cell.type === 'tableHeader' ? 'th' : 'td';
                return <Tag key={c} colSpan={cell.attrs?.colspan} rowSpan={cell.attrs?.rowspan}>{cell.content.map((child, i) => <BlockView key={i} node={child} surroundings={surroundings} />)}</Tag>;
              })}
            </tr>
          ))}
        </tbody></table>
      );
  }
}

function inlines(content: readonly Inline[] = [], surroundings: Surroundings): ReactNode {
  return content.map((node, i) => {
    if (node.type === 'hardBreak') return <br key={i} />;
    const marked = (node.marks ?? []).reduce<ReactNode>((inner, mark) => {
      switch (mark.type) {
        case 'bold': return <strong>{inner}</strong>;
        case 'italic': return <em>{inner}</em>;
        case 'underline': return <u>{inner}</u>;
        case 'redact': return <span className="redact" title={surroundings.groundName(mark.attrs.ground)}>{inner}</span>;
      }
    }, node.text);
    return <Fragment key={i}>{marked}</Fragment>;
  });
}
