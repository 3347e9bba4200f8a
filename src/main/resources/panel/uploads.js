// Files that are sent: how much of them has gone, what was chosen, and what is dropped on the page.
(() => {
  'use strict';

  document.addEventListener('htmx:xhr:progress', ({target, detail}) => {
    const place = target.closest?.('form[data-uploads]')?.querySelector('[data-uploading]');
    if (!place || !detail.lengthComputable) return;
    place.hidden = false;
    const bar = place.querySelector('progress');
    bar.max = detail.total;
    bar.value = detail.loaded;
  });
  // What fails can be sent again; then it begins anew.
  document.addEventListener('leadhub:failed', ({target}) => {
    const place = target.closest?.('form[data-uploads]')?.querySelector('[data-uploading]');
    if (place) place.hidden = true;
  });

  // What comes while others are being sent would go with their form, so it is refused: <form data-busy="what is said then">.
  function refuses(form) {
    if (!leadhub.isBusy(form)) return false;
    leadhub.say(form.dataset.busy);
    return true;
  }

  // What was chosen is sent at once, or named until the form is sent; what is on its way may have to be sent again.
  const chosenIn = new WeakMap();
  document.addEventListener('change', ({target}) => {
    if (!target.matches('form[data-uploads] input[type=file]')) return;
    if (target.form.dataset.busy && refuses(target.form)) {
      target.files = chosenIn.get(target) || new DataTransfer().files;
      return;
    }
    chosenIn.set(target, target.files);
    const chosen = target.form.querySelector('[data-chosen]');
    if (chosen) chosen.textContent = [...target.files].map(file => file.name).join(', ');
    if (target.matches('[data-sends-files]') && target.files.length) target.form.requestSubmit();
  });

  // Files that are dropped on a part of the page are as good as chosen: <form data-drop-place="id of that part">.
  const hasFiles = event => [...(event.dataTransfer?.types || [])].includes('Files');
  function formAt(event) {
    if (!hasFiles(event)) return null;
    return [...document.querySelectorAll('form[data-drop-place]')]
      .find(form => document.getElementById(form.dataset.dropPlace)?.contains(event.target));
  }
  let marked = null;
  function mark(part) {
    marked?.classList.remove('is-dropped-on');
    marked = part;
    marked?.classList.add('is-dropped-on');
  }
  document.addEventListener('dragover', event => {
    const form = formAt(event);
    mark(form ? document.getElementById(form.dataset.dropPlace) : null);
    if (form) event.preventDefault();
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) mark(null);
  });
  document.addEventListener('drop', event => {
    const form = formAt(event);
    mark(null);
    if (!form) return;
    event.preventDefault();
    if (refuses(form)) return;
    const input = form.querySelector('input[type=file]');
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', {bubbles: true}));
  });
})();
