// What controls of forms do beyond what browsers know.
(() => {
  'use strict';

  // Lines that can be taken out of a form: <button data-removes=".criterion">.
  document.addEventListener('click', event => {
    const remover = event.target.closest('[data-removes]');
    if (!remover) return;
    const form = remover.closest('form');
    remover.closest(remover.dataset.removes).remove();
    form.dispatchEvent(new Event('change', {bubbles: true}));
  });
  // The same by a chip below the form: <a data-drops="field.2">, whose address does it where there are no scripts.
  document.addEventListener('click', event => {
    const chip = event.target.closest('[data-drops]');
    const control = chip && document.querySelector(`#filters [name="${chip.dataset.drops}"]`);
    if (!control || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const line = control.closest('.criterion');
    if (line) {
      line.remove();
    } else {
      control.value = '';
      control.dispatchEvent(new CustomEvent('leadhub:blank'));
    }
    document.querySelector('#criteria-menu > summary').focus();
    document.getElementById('filters').dispatchEvent(new Event('change', {bubbles: true}));
  });

  // One box for all others in its group: <fieldset data-all>, the first box being the one.
  document.addEventListener('change', event => {
    const group = event.target.closest('fieldset[data-all]');
    if (!group) return;
    const [all, ...others] = group.querySelectorAll('[type=checkbox]');
    if (event.target === all) for (const other of others) other.checked = all.checked;
    all.checked = others.every(other => other.checked);
  });

  // What counts only where an option of a select is chosen: <div data-only-if="name of the select" data-is="option">, and in it what has to be
  // given then: <input data-required>. It keeps what was typed, and the server leaves it alone.
  function showWhatCounts() {
    for (const part of document.querySelectorAll('[data-only-if]')) {
      part.hidden = part.closest('form').elements[part.dataset.onlyIf].value !== part.dataset.is;
      for (const control of part.querySelectorAll('[data-required]')) control.required = !part.hidden;
    }
  }
  showWhatCounts();
  document.addEventListener('change', showWhatCounts);

  // Enter is a new line; with Ctrl or ⌘ it sends: <textarea data-sends>.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !event.target.matches('[data-sends]')) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  // A choice that is a form of its own: <select data-submits>. What else the form has is sent by its buttons, and neither with the other,
  // for one that failed still stands there.
  function blank(form, but) {
    for (const select of form.querySelectorAll('[data-submits]')) {
      if (select === but) continue;
      select.value = '';
      select.dispatchEvent(new CustomEvent('leadhub:blank'));
    }
  }
  document.addEventListener('change', ({target}) => {
    if (!target.matches('[data-submits]')) return;
    blank(target.form, target);
    for (const text of target.form.querySelectorAll('input:not([type])')) text.value = '';
    target.form.requestSubmit();
  });
  document.addEventListener('submit', ({target, submitter}) => {
    if (submitter) blank(target);
  }, true);
})();
