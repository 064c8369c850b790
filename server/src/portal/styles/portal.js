// Adds what needs a script: print, copy the address, share. Every page works without it.
for (const item of document.querySelectorAll('[data-script]')) {
  const { needs } = item.dataset;
  if (!needs || (needs === 'share' ? navigator.share : needs in window)) item.hidden = false;
}
// Sentence by sentence: browsers break off long speech.
const read = (button) => {
  const said = button.textContent;
  const end = () => {
    button.textContent = said;
    button.ariaPressed = 'false';
  };
  if (button.ariaPressed === 'true') return speechSynthesis.cancel();
  const parts = document.querySelector('main').innerText.match(/[^。！？；\n]+[。！？；]?/g) ?? [];
  for (const [i, part] of parts.entries()) {
    const spoken = new SpeechSynthesisUtterance(part);
    spoken.lang = document.documentElement.lang;
    spoken.rate = 0.9;
    spoken.onerror = end;
    if (i === parts.length - 1) spoken.onend = end;
    speechSynthesis.speak(spoken);
  }
  button.textContent = button.dataset.stop;
  button.ariaPressed = 'true';
};
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  const { do: action, address, done } = button.dataset;
  if (action === 'print') window.print();
  if (action === 'back') history.back();
  if (action === 'read') read(button);
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
