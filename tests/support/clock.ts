// The days of a story: the server's clock and the browsers', set to a moment and going on from there.
import { instant, toEpochMs } from '@tongming/law';
import { vi } from 'vitest';

const TICK_MS = 50;

/** Timers stay as they are; only what day it is changes, for everything in this process. */
export function beginStory(): void {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, advanceTimeDelta: TICK_MS });
}

/** `time` of a day in Asia/Shanghai, in milliseconds as a browser takes it. */
export function turnTo(day: string, time = '09:30'): number {
  const ms = toEpochMs(instant(`${day}T${time}:00+08:00`));
  vi.setSystemTime(ms);
  return ms;
}

export function endStory(): void {
  vi.useRealTimers();
}
