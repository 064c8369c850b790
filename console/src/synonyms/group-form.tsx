import { App, Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { SynonymGroup, SynonymTrial } from '#contract';
import { admin } from '../api/console.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction } from '../use-resource.ts';
import { text } from './messages.ts';

type Props = { group: SynonymGroup | null; may: boolean; onSaved: (groups: SynonymGroup[], before: SynonymGroup | null, words: readonly string[]) => void };

const spaced = { marginBlock: '12px 20px' };

/** One group: its words, and what a search finds with and without the edit. */
export function GroupForm({ group, may, onSaved }: Props): ReactElement {
  const [words, setWords] = useState<string[]>(group?.words ?? []);
  const { busy, error, run } = useAction();
  const { modal } = App.useApp();
  const save = (next: readonly string[]): Promise<unknown> => run(async () => {
    onSaved(await admin.saveSynonyms({ ...(group === null ? {} : { id: group.id, version: group.version }), words: next }), group, next);
  });
  const remove = (): void => void modal.confirm({ title: text.removeAsk, content: text.removeText, okText: text.remove, onOk: () => save([]) });
  return (
    <>
      <label className="field"><span>{text.wordsLabel}</span>
        <Select mode="tags" open={false} suffixIcon={null} disabled={!may} value={words} tokenSeparators={['、', '，', ',', ' ', '；']} aria-label={text.wordsLabel} style={{ width: '100%' }} onChange={(next: string[]) => setWords(next.map((word) => word.trim()).filter((word) => word !== ''))} /></label>
      {error === null ? null : <ErrorPanel error={error} />}
      {may ? <p className="inline" style={spaced}><Button type="primary" loading={busy} disabled={words.length < 2} onClick={() => void save(words)}>{text.save}</Button>{group === null ? null : <Button danger disabled={busy} onClick={remove}>{text.remove}</Button>}</p> : null}
      <Trial id={group?.id ?? null} words={words} />
    </>
  );
}

function Trial({ id, words }: { id: string | null; words: string[] }): ReactElement {
  const [q, setQ] = useState(words[0] ?? '');
  const [found, setFound] = useState<SynonymTrial | null>(null);
  const { busy, error, run } = useAction();
  const compare = (): Promise<unknown> => run(async () => setFound(await admin.trySynonyms({ q, id, words })));
  return (
    <section>
      <h3>{text.try}</h3>
      <label className="field"><span>{text.tryHint}</span><Input value={q} maxLength={200} onChange={(e) => setQ(e.target.value)} onPressEnter={() => void compare()} /></label>
      <p style={spaced}><Button loading={busy} disabled={q.trim() === ''} onClick={() => void compare()}>{text.tryButton}</Button></p>
      {error === null ? null : <ErrorPanel error={error} />}
      <div aria-live="polite">{found === null ? null : (['before', 'after'] as const).map((side) => (
        <div key={side}>
          <h4>{text[side]}：{found[side].total === 0 ? text.none : text.found(found[side].total)}</h4>
          <ul className="plain">{found[side].titles.map((row) => <li key={row.id}><a href={`/records/${row.id}`} target="_blank" rel="noopener">{row.title}</a></li>)}</ul>
        </div>
      ))}</div>
    </section>
  );
}
