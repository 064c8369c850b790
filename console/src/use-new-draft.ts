import { App } from 'antd';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Sheet } from '#contract';
import { documents } from './api/console.ts';
import { messageOf } from './api/errors.ts';
import { useSession } from './session.tsx';
import { useAction } from './use-resource.ts';

/** Starts a sheet in the agency where the person drafts and opens it: one click, no questions before it. `fill` writes what is known already. */
export function useNewDraft(): { agencies: { code: string; name: string }[]; busy: boolean; start: (agencyCode?: string, fill?: (sheet: Sheet) => Sheet) => Promise<void> } {
  const { me } = useSession();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { busy, run } = useAction();
  return useMemo(() => {
    const agencies = me.roles.filter((r) => r.role === 'drafter').map((r) => ({ code: r.agencyCode, name: r.agencyName }));
    const start = async (agencyCode = agencies[0]?.code, fill?: (sheet: Sheet) => Sheet): Promise<void> => {
      if (agencyCode === undefined) return;
      await run(async () => {
        try {
          const view = await documents.create(agencyCode);
          if (fill !== undefined) await documents.save(view.id, view.version, fill(view.sheet));
          await navigate(`/documents/${view.id}`);
        } catch (error) {
          void message.error(messageOf(error));
        }
      });
    };
    return { agencies, busy, start };
  }, [me, busy, run, navigate, message]);
}
