// Tables whose cells are changed in their place.
(() => {
  'use strict';

  // Cells that are changed in their place: Escape and going away leave them as they were; arrows go from one to the next.
  const isTouched = form => [...form.querySelectorAll('input:not([type=hidden]), select')].some(control =>
    control.matches('select') ? !control.selectedOptions[0].defaultSelected
      : control.checked !== control.defaultChecked || control.value !== control.defaultValue);
  const leave = form => leadhub.send('GET', form.dataset.shown, {source: form, target: form.closest('td'), swap: 'innerHTML'});
  document.addEventListener('focusout', event => {
    const form = event.target.closest('.cell-form');
    if (form && !form.querySelector('[popover]') && !form.contains(event.relatedTarget) && !isTouched(form)) leave(form);
  });
  document.addEventListener('keydown', event => {
    const form = event.target.closest('.cell-form');
    if (form && event.key === 'Escape' && !form.querySelector('[popover]')) leave(form);
    if (!event.target.matches('.cell') || !event.key.startsWith('Arrow')) return;
    const cells = [...event.target.closest('tr').querySelectorAll('.cell')];
    const forward = (event.key === 'ArrowRight') !== (document.dir === 'rtl');
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      cells[cells.indexOf(event.target) + (forward ? 1 : -1)]?.focus();
    }
  });
  // A list of the cell that was left without a choice.
  document.addEventListener('leadhub:left', event => leave(event.target));
  document.addEventListener('htmx:afterSwap', event => {
    if (event.target.matches('td') && document.activeElement === document.body) {
      event.target.querySelector('.cell, .cell-form :is(input:not([type=hidden]), select:not([data-list]))')?.focus();
    }
  });
})();
