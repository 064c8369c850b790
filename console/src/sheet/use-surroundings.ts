import { useMemo } from 'react';
import { documents } from '../api/console.ts';
import type { Surroundings } from '../editor/extensions.ts';
import { m } from '../messages.ts';
import { usePaper } from './context.tsx';

/** How pictures are found and grounds named, for the editor and the reader alike. */
export function useSurroundings(): Surroundings {
  const { view, reference } = usePaper();
  return useMemo(() => ({
    imageUrl: (file: string) => documents.imageUrl(view.id, file),
    groundName: (code: string) => {
      const ground = reference.grounds.find((g) => g.code === code);
      return ground === undefined ? code : `${m.drafting.editor.redact}：${ground.name}（${ground.article}）`;
    },
  }), [view.id, reference]);
}
