// Sends again what couldn't be taken, when the server has named the time for it; the button does the same at once.
(() => {
  const form = document.querySelector('form[data-again]');
  if (!form) return;
  form.querySelector('[role=status]').hidden = false;
  const timer = setTimeout(() => form.requestSubmit(), form.dataset.again * 1000);
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    form.querySelector('button').disabled = true;
  });
})();
