// Lists that people put in order.
(() => {
  'use strict';

  // A list that one puts in order: <ol data-sorts="#what is shown anew">, each item with the path that takes its position.
  function sorts() {
    for (const list of document.querySelectorAll('[data-sorts]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {
        handle: '.handle',
        animation: 120,
        onEnd: event => {
          if (event.oldIndex === event.newIndex) return;
          const {item, oldIndex} = event;
          item.addEventListener('leadhub:failed', () => {
            item.remove();
            list.insertBefore(item, list.children[oldIndex] || null);
          }, {once: true});
          leadhub.send('POST', item.dataset.path, {
            values: {position: event.newIndex + 1},
            source: item,
            target: list.dataset.sorts,
            swap: 'innerHTML',
          });
        },
      });
    }
  }
  sorts();
  document.addEventListener('htmx:afterSettle', sorts);

  // Steps that one drags within a list or into another: <ol data-builds="key of the list">. The form is sent with where it went.
  function builds() {
    for (const list of document.querySelectorAll('[data-builds]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {
        handle: '.handle',
        draggable: '.builder-step',
        group: 'steps',
        animation: 120,
        onEnd: ({item, from, to, oldIndex, newIndex}) => {
          if (from === to && oldIndex === newIndex) return;
          const form = item.closest('form');
          form.addEventListener('leadhub:failed', () => {
            item.remove();
            from.insertBefore(item, from.children[oldIndex] || null);
          }, {once: true});
          form.elements.drag_step.value = item.dataset.step;
          form.elements.drag_list.value = to.dataset.builds;
          form.elements.drag_index.value = newIndex;
          form.requestSubmit(document.getElementById('drag'));
        },
      });
    }
  }
  builds();
  document.addEventListener('htmx:afterSettle', builds);

  // A list within a form, which is sent as it then stands: <div data-orders>. Alt with an arrow moves what is focused.
  function orders() {
    for (const list of document.querySelectorAll('[data-orders]:not([data-ready])')) {
      list.dataset.ready = 'yes';
      Sortable.create(list, {handle: '.handle', draggable: '.ordered', animation: 120});
    }
  }
  orders();
  document.addEventListener('htmx:afterSettle', orders);
  document.addEventListener('keydown', event => {
    const item = event.target.closest('[data-orders] .ordered');
    if (!item || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const other = event.key === 'ArrowUp' ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (event.key === 'ArrowUp') other.before(item); else other.after(item);
    event.target.focus();
  });
})();
