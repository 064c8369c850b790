import { Input, Modal } from 'antd';
import { useEffect, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { documents, records } from '../api/console.ts';
import { foi } from '../foi/api.ts';
import { m } from '../messages.ts';
import { pagesFor } from '../navigation.tsx';
import { useSession } from '../session.tsx';
import { useDebounced } from '../use-debounced.ts';
import { useNewDraft } from '../use-new-draft.ts';
import { useResource } from '../use-resource.ts';

type Entry = { key: string; group: string; label: string; hint?: string | null; run: () => void };

/** Ctrl+K: pages, actions, documents and records from one box. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const entries = useEntries(text, onClose);
  useEffect(() => setActive(0), [text]);
  useEffect(() => void document.getElementById(`palette-${active}`)?.scrollIntoView({ block: 'nearest' }), [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((n) => (entries.length === 0 ? 0 : (n + step + entries.length) % entries.length));
    }
    if (event.key === 'Enter') entries[active]?.run();
  };
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={620} style={{ top: 80 }} styles={{ container: { padding: 0 }, header: { display: 'none' } }} title={m.app.palette}>
      <div className="palette" role="dialog" aria-label={m.app.palette}>
        <Input autoFocus size="large" variant="borderless" placeholder={m.palette.placeholder} value={text} onChange={(e) => setText(e.target.value)} onKeyDown={onKeyDown}
          role="combobox" aria-expanded aria-controls="palette-list" aria-activedescendant={`palette-${active}`} aria-label={m.app.palette} />
        <ul id="palette-list" role="listbox" aria-label={m.app.palette}>
          {entries.map((entry, i) => (
            <li key={entry.key} id={`palette-${i}`} role="option" aria-selected={i === active} onMouseMove={() => setActive(i)} onClick={entry.run}>
              {entries[i - 1]?.group === entry.group ? null : <small className="group">{entry.group}</small>}
              <span className="entry">{entry.label}{entry.hint ? <small>{entry.hint}</small> : null}</span>
            </li>
          ))}
        </ul>
        <p className="quiet">{entries.length === 0 ? m.palette.nothing : m.palette.hint}</p>
      </div>
    </Modal>
  );
}

function useEntries(text: string, onClose: () => void): Entry[] {
  const navigate = useNavigate();
  const { has, signOut } = useSession();
  const newDraft = useNewDraft();
  const q = useDebounced(text.trim(), 250);
  const found = useResource(q === '' ? null : `palette ${q}`, async (signal) => {
    // Applications hold personal data: whoever may not see them is refused, and finds the rest all the same.
    const cases = foi.list({ q, limit: 6 }, signal).then((page) => page.items, () => []);
    const [docs, recs, applications] = await Promise.all([documents.list({ q, limit: 6 }, signal), records.list({ q, limit: 6 }, signal), cases]);
    return { docs: docs.items, recs: recs.items, applications };
  });
  return useMemo(() => {
    const go = (to: string) => () => {
      onClose();
      void navigate(to);
    };
    const fixed: Entry[] = [
      ...(has('drafter') ? [{ key: 'draft', group: m.palette.actions, label: m.action.draft, run: () => { onClose(); void newDraft.start(); } }] : []),
      ...pagesFor(has).map(({ to, label }) => ({ key: to, group: m.palette.pages, label, run: go(to) })),
      { key: 'password', group: m.palette.actions, label: m.app.password, run: go('/password') },
      { key: 'out', group: m.palette.actions, label: m.app.signOut, run: () => void signOut() },
    ];
    if (q === '') return fixed;
    return [
      ...fixed.filter((entry) => entry.label.includes(q)),
      ...(found.data?.docs ?? []).map((d) => ({ key: d.id, group: m.palette.documents, label: d.title || m.home.untitled, hint: d.documentNumber ?? m.names.states[d.state], run: go(`/documents/${d.id}`) })),
      ...(found.data?.applications ?? []).map((c) => ({ key: `f${c.id}`, group: m.nav.foi, label: c.summary, hint: c.registerNumber ?? c.receiptNumber, run: go(`/foi/${c.id}`) })),
      ...(found.data?.recs ?? []).map((r) => ({ key: `r${r.id}`, group: m.palette.records, label: r.title, hint: r.documentNumber ?? r.indexNumber, run: go(`/records?open=${r.id}`) })),
    ];
  }, [q, found.data, has, navigate, newDraft, onClose, signOut]);
}
