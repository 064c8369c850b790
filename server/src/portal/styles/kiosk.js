// A terminal in a hall: whoever comes next finds the first page, and nothing of whoever was here before.
const ask = document.querySelector('dialog[data-idle]');
if (ask) {
  const left = ask.querySelector('[data-left]');
  let waiting;
  const leave = () => {
    for (const place of ['localStorage', 'sessionStorage']) {
      try {
        window[place].clear();
      } catch {
        // A browser without it has kept nothing.
      }
    }
    for (const form of document.forms) form.reset();
    location.replace(ask.dataset.home);
  };
  const count = (seconds) => {
    left.textContent = String(seconds);
    waiting = seconds === 0 ? leave() : setTimeout(() => count(seconds - 1), 1000);
  };
  const wait = () => {
    clearTimeout(waiting);
    if (ask.open) ask.close();
    waiting = setTimeout(() => {
      ask.showModal();
      count(Number(ask.dataset.ask));
    }, Number(ask.dataset.idle) * 1000);
  };
  for (const type of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove']) addEventListener(type, wait, { passive: true });
  // A page that the browser has put aside comes back with what was typed into it.
  addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
  wait();
}
