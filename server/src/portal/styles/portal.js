// Adds what needs a script: print, copy the address, share. Every page works without it.
for (const item of document.querySelectorAll('[data-script]')) {
  if (item.dataset.needs !== 'share' || navigator.share) item.hidden = false;
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  const { do: action, address, done } = button.dataset;
  if (action === 'print') window.print();
  if (action === 'share') await navigator.share({ title: document.title, url: address }).catch(() => undefined);
  if (action === 'copy') {
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = done;
      button.setAttribute('aria-live', 'polite');
      setTimeout(() => { button.textContent = said; }, 3000);
    } catch {
      window.prompt(said, address);
    }
  }
});
