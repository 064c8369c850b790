// Pages of Mongolian sites run to the right: the wheel, the page keys and two buttons follow them there. Nothing is trapped:
// at either end, within what scrolls by itself, and in fields, all keep their own meaning.
const page = document.scrollingElement;
const stay = matchMedia('(prefers-reduced-motion: reduce)');
const most = () => page.scrollWidth - page.clientWidth;
const typing = (element) => element.closest('input, textarea, select, [contenteditable], video, audio') !== null;
const smooth = () => (stay.matches ? 'auto' : 'smooth');
/** A little of the last page stays in sight. */
const turn = (pages) => page.scrollBy({ left: pages * (page.clientWidth - 64), behavior: smooth() });

function scrolls(element, by) {
  for (let at = element; at && at !== page; at = at.parentElement) {
    if (at.scrollHeight <= at.clientHeight + 1) continue;
    const { overflowY } = getComputedStyle(at);
    if (overflowY !== 'auto' && overflowY !== 'scroll' && at.tagName !== 'TEXTAREA') continue;
    if (by > 0 ? at.scrollTop + at.clientHeight < at.scrollHeight - 1 : at.scrollTop > 0) return true;
  }
  return false;
}

/** A dialog, and what scrolls by itself in either direction, keep the page keys for themselves. */
function keepsKeys(element) {
  for (let at = element; at && at !== document.body && at !== page; at = at.parentElement) {
    if (at.tagName === 'DIALOG') return true;
    const { overflowX, overflowY } = getComputedStyle(at);
    const own = (overflow, more) => more > 1 && (overflow === 'auto' || overflow === 'scroll');
    if (own(overflowX, at.scrollWidth - at.clientWidth) || own(overflowY, at.scrollHeight - at.clientHeight)) return true;
  }
  return false;
}

addEventListener('wheel', (event) => {
  const { deltaX, deltaY, deltaMode } = event;
  if (event.defaultPrevented || event.ctrlKey || event.shiftKey || Math.abs(deltaX) >= Math.abs(deltaY) || scrolls(event.target, deltaY)) return;
  const left = page.scrollLeft;
  if (deltaY > 0 ? left >= most() - 1 : left <= 0) return;
  event.preventDefault();
  page.scrollBy({ left: deltaY * (deltaMode === 1 ? 32 : deltaMode === 2 ? page.clientWidth : 1), behavior: 'auto' });
}, { passive: false });

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof Element) || typing(event.target)) return;
  const pressed = event.key === ' ' ? (event.target.closest('button, a, summary, label') ? null : event.shiftKey ? 'PageUp' : 'PageDown') : event.key;
  const move = { PageDown: () => turn(1), PageUp: () => turn(-1), Home: () => page.scrollTo({ left: 0, behavior: smooth() }), End: () => page.scrollTo({ left: most(), behavior: smooth() }) }[pressed];
  if (!move || keepsKeys(event.target)) return;
  event.preventDefault();
  move();
});

addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-page]') : null;
  if (button) turn(Number(button.dataset.page));
});
