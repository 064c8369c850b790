import { Button, Select, Upload } from 'antd';
import type { ReactElement } from 'react';
import type { SiteTheme } from '#contract-sites';
import { Labelled } from '../foi/fields.tsx';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { fromPicker, toPicker } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { sites } from './api.ts';
import { s } from './messages.ts';

type Props = { code: string; theme: SiteTheme; editable: boolean; onChange: (theme: SiteTheme) => void };
const moods = (Object.keys(s.moods) as SiteTheme['mood'][]).map((value) => ({ value, label: s.moods[value] }));
/** What pages have without a theme. */
const ordinary = { brand: '#1e4f91', brandDark: '#a3c7f7' };

export function ThemePanel({ code, theme, editable, onChange }: Props): ReactElement {
  const edit = (part: Partial<SiteTheme>): void => onChange({ ...theme, ...part });
  return (
    <section className="panel" aria-label={s.theme}><header><h2>{s.theme}</h2></header><div className="panel-body">
      <p className="hint">{s.contrast}</p>
      <div className="site-pair">
        {(['brand', 'brandDark'] as const).map((key) => (
          <Labelled key={key} label={s[key]} group><span className="site-colour">
            <input type="color" aria-label={s[key]} disabled={!editable} value={theme[key] ?? ordinary[key]} onChange={(e) => edit({ [key]: e.target.value })} />
            <span>{theme[key] ?? s.automatic}</span>
            {theme[key] === null || !editable ? null : <Button size="small" type="link" onClick={() => edit({ [key]: null })}>{s.automatic}</Button>}
          </span></Labelled>
        ))}
        {(['emblem', 'banner'] as const).map((key) => <Picture key={key} code={code} label={s[key]} hash={theme[key]} editable={editable} onChange={(hash) => edit({ [key]: hash })} />)}
        <Labelled label={s.mood} group><Select disabled={!editable} aria-label={s.mood} options={moods} value={theme.mood} onChange={(mood) => edit(mood === 'ordinary' ? { mood, moodFrom: null, moodTo: null } : { mood })} /></Labelled>
        {theme.mood === 'ordinary' ? null : (
          <div className="inline">
            {(['moodFrom', 'moodTo'] as const).map((key) => <DayPicker key={key} disabled={!editable} aria-label={key === 'moodFrom' ? s.from : s.to} placeholder={key === 'moodFrom' ? s.from : s.to} value={toPicker(theme[key])} onChange={(day) => edit({ [key]: fromPicker(day) })} />)}
          </div>
        )}
      </div>
    </div></section>
  );
}

function Picture({ code, label, hash, editable, onChange }: { code: string; label: string; hash: string | null; editable: boolean; onChange: (hash: string | null) => void }): ReactElement {
  const { busy, error, run } = useAction();
  const add = (file: File): void => void run(async () => onChange((await sites.addPicture(code, file)).hash));
  return (
    <Labelled label={label} group>
      <span className="inline site-picture">
        {hash === null ? <span className="quiet">{s.noPicture}</span> : <img src={sites.pictureUrl(code, hash)} alt={label} />}
        {editable ? <Upload accept=".png,.jpg,.jpeg" showUploadList={false} beforeUpload={(file) => { add(file); return false; }}><Button size="small" loading={busy} aria-label={`${s.upload}：${label}`}>{s.upload}</Button></Upload> : null}
        {hash === null || !editable ? null : <Button size="small" type="link" onClick={() => onChange(null)}>{s.removePicture}</Button>}
      </span>
      {error === null ? null : <ErrorPanel error={error} />}
    </Labelled>
  );
}
