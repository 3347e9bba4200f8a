// Sends again what couldn't be taken, when the server has named the time for it; the button does the same at once.
(() => {
  const form = document.querySelector('form[data-again]');
  if (!form) return;
  // A field may be called dataset, which would hide the form's own.
  const seconds = Number(form.getAttribute('data-again'));
  form.querySelector('[role=status]').hidden = false;
  const timer = setTimeout(() => form.requestSubmit(), seconds * 1000);
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    form.querySelector('button').disabled = true;
  });
})();
