import { Cascader, Checkbox, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import { m } from '../messages.ts';
import { Cell } from './cell.tsx';
import { usePaper } from './context.tsx';
import { NamesInput } from './names-input.tsx';

const text = m.drafting;
const separator = '\\';

/** 主题分类, 主题词, 内容概述, 条例第二十条事项: how the public will find it. */
export function CatalogueCells(): ReactElement {
  const { sheet, change, reference } = usePaper();
  return (
    <>
      <Cell name="theme" label={m.names.fields.theme} wide={false}>
        <Cascader variant="borderless" aria-label={m.names.fields.theme} placeholder={text.placeholders.theme} style={{ width: '100%' }} expandTrigger="hover" changeOnSelect allowClear
          value={themePath(sheet.theme)} displayRender={(labels) => labels.join(separator)}
          showSearch={{ filter: (input, path) => path.some((p) => String(p.label).includes(input)) }}
          options={reference.themes.map((t) => ({ value: t.code, label: t.name, children: t.children.map((c) => ({ value: c.code, label: c.name })) }))}
          onChange={(path) => change({ theme: path?.at(-1) ?? null })} />
      </Cell>
      <Cell name="keywords" label={m.names.fields.keywords} wide={false}>
        <NamesInput label={m.names.fields.keywords} value={sheet.keywords} placeholder={text.placeholders.keywords} onChange={(keywords) => change({ keywords, keywordsConfirmed: true })} />
        {sheet.keywords.length > 0 ? <Checkbox checked={sheet.keywordsConfirmed} onChange={(e) => change({ keywordsConfirmed: e.target.checked })}>{text.theme.confirm}</Checkbox> : null}
      </Cell>
      <Cell name="articleItems" label={m.names.fields.articleItems}>
        <Select mode="multiple" variant="borderless" aria-label={m.names.fields.articleItems} placeholder={text.placeholders.articleItems} style={{ width: '100%' }} popupMatchSelectWidth={560} value={sheet.articleItems}
          showSearch={{ optionFilterProp: 'label' }} onChange={(articleItems: string[]) => change({ articleItems })}
          options={reference.articleItems.map((item) => ({ value: item.code, label: item.name, title: `${item.article} ${item.name}` }))} />
      </Cell>
      <Cell name="summary" label={m.names.fields.summary}>
        <Input.TextArea variant="borderless" autoSize={{ minRows: 1, maxRows: 5 }} value={sheet.summary ?? ''} maxLength={1000} aria-label={m.names.fields.summary} placeholder={text.placeholders.summary} onChange={(e) => change({ summary: e.target.value || null })} />
      </Cell>
    </>
  );
}

/** 综合政务\\政务公开 → both levels as the picker knows them. */
function themePath(theme: string | null): string[] {
  if (theme === null) return [];
  const [first = theme] = theme.split(separator);
  return first === theme ? [theme] : [first, theme];
}
