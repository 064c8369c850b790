import { App } from 'antd';
import { ApiError } from '../api/errors.ts';

/** Runs work that changes something; where a colleague was faster, his version is loaded and `said`. Every other failure stays one. */
export function useConflict(said: string, load: () => unknown): (work: () => Promise<unknown>) => Promise<void> {
  const { message } = App.useApp();
  return async (work) => {
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'edit-conflict') throw failure;
      void message.warning(said);
      await load();
    }
  };
}
