import { Select } from 'antd';
import type { ReactElement } from 'react';

type Props = { label: string; value: readonly string[]; placeholder?: string; suggestions?: readonly string[]; onChange: (value: string[]) => void };

/** Names as tags: typed, picked, or pasted many at once with any of the signs people put between them. */
export function NamesInput({ label, value, placeholder, suggestions = [], onChange }: Props): ReactElement {
  return (
    <Select mode="tags" variant="borderless" value={[...value]} placeholder={placeholder} aria-label={label} style={{ width: '100%' }} suffixIcon={null}
      tokenSeparators={['，', ',', '；', ';', '\n', '\t']} options={suggestions.map((name) => ({ value: name, label: name }))}
      onChange={(next: string[]) => onChange([...new Set(next.map((name) => name.trim().replace(/[：:。]$/, '')).filter((name) => name !== ''))])} />
  );
}
