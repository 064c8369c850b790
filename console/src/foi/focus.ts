/** To the form of the act, for eye and keyboard. */
export function toActs(): void {
  const box = document.getElementById('foi-act');
  box?.scrollIntoView({ block: 'nearest' });
  box?.focus({ preventScroll: true });
}

/** Where what unfolds is put: outside of every landmark a screen reader would not come upon it. */
export const inMain = (): HTMLElement => document.getElementById('main') ?? document.body;

/** As an effect: newer browsers give a promise back from scrolling, which React would take for a clean-up. */
export function toTop(): void {
  void window.scrollTo(0, 0);
}
