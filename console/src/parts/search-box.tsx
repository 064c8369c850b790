import { Input } from 'antd';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useDebounced } from '../use-debounced.ts';

/** Words to look for; they go into the filter once the typing pauses. */
export function SearchBox({ value, placeholder, onChange, width = 260 }: { value: string; placeholder: string; onChange: (value: string) => void; width?: number }): ReactElement {
  const [typed, setTyped] = useState(value);
  const settled = useDebounced(typed, 350);
  useEffect(() => setTyped(value), [value]);
  // Only what was typed goes out; a value that comes in is not echoed back.
  const send = useEffectEvent((words: string) => {
    if (words !== value) onChange(words);
  });
  useEffect(() => send(settled.trim()), [settled]);
  return <Input.Search allowClear value={typed} placeholder={placeholder} aria-label={placeholder} style={{ width }} onChange={(e) => setTyped(e.target.value)} onSearch={(text) => onChange(text.trim())} />;
}
