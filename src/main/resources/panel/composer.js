// The composer and the timeline of a lead: what the timeline shows, what was folded, and colleagues that a note names.
(() => {
  'use strict';

  const facts = document.getElementById('facts');
  // On phones the timeline comes first, and what is known of the lead is folded below it.
  const fold = () => document.getElementById('facts-fold');
  const isNarrow = matchMedia('(max-width: 900px)');
  function follow() {
    if (fold()) fold().open = !isNarrow.matches;
  }
  follow();
  isNarrow.addEventListener('change', follow);

  // What somebody has chosen to see is sent along with whatever shows the timeline anew.
  const chosen = () => document.querySelector('.story-filters [aria-pressed="true"]')?.dataset.only || 'all';
  facts.addEventListener('click', event => {
    const button = event.target.closest('.story-filters [data-only]');
    if (!button) return;
    for (const each of button.parentElement.children) each.setAttribute('aria-pressed', String(each === button));
  });
  document.addEventListener('htmx:configRequest', ({detail: {elt, verb, parameters}}) => {
    if (!facts.contains(elt)) return;
    if (verb === 'get') {
      if (!parameters.only && elt === facts) parameters.only = chosen();
    } else {
      parameters._only = chosen();
    }
  });

  // <details data-keeps> stay as somebody left them where they are shown anew.
  let open = new Map();
  document.addEventListener('htmx:beforeSwap', ({detail: {target}}) => {
    open = new Map([...target.querySelectorAll('details[data-keeps]')].map(each => [each.id, each.open]));
  });
  document.addEventListener('htmx:afterSwap', ({target}) => {
    for (const [id, isOpen] of open) {
      const each = document.getElementById(id);
      if (each) each.open = isOpen;
    }
    open.clear();
    if (target === facts) htmx.trigger(document.body, 'lead-changed');
  });

  // A field that is chosen to be filled in has the focus.
  document.addEventListener('change', ({target}) => {
    if (!target.matches('.compose-tab input')) return;
    const place = target.dataset.composes ? `#compose-${target.dataset.composes}` : '.compose-body';
    document.querySelector(`#composer ${place} :is(textarea, input:not([type=hidden]))`)?.focus();
  });

  // After an @, those whose names go on like that.
  const MOST = 8;
  let list, field, start;
  function close() {
    list?.remove();
    list = null;
    field?.removeAttribute('aria-activedescendant');
  }
  const options = () => [...list.children];
  function mark(option) {
    for (const each of options()) each.setAttribute('aria-selected', String(each === option));
    option.scrollIntoView({block: 'nearest'});
    field.setAttribute('aria-activedescendant', option.id);
  }
  function take(name) {
    const {value, selectionStart} = field;
    const end = start + name.length + 2;
    field.value = value.slice(0, start) + '@' + name + ' ' + value.slice(selectionStart);
    field.setSelectionRange(end, end);
    close();
    field.focus();
  }
  function suggest(target) {
    close();
    field = target;
    const before = target.value.slice(0, target.selectionStart);
    const begun = /(^|[\s(])@([^@\n]{0,40})$/.exec(before);
    if (!begun) return;
    start = before.length - begun[2].length - 1;
    const typed = begun[2].toLowerCase();
    const names = [...document.getElementById(target.dataset.mentions).options].map(option => option.value)
      .filter(name => name.toLowerCase().split(/\s+/).some((word, at, all) => all.slice(at).join(' ').startsWith(typed)))
      .sort((one, other) => other.toLowerCase().startsWith(typed) - one.toLowerCase().startsWith(typed))
      .slice(0, MOST);
    if (!names.length) return;
    list = document.createElement('div');
    list.id = 'mention-list';
    list.className = 'mention-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', target.dataset.people);
    names.forEach((name, at) => {
      const option = document.createElement('div');
      option.id = 'mention-' + at;
      option.setAttribute('role', 'option');
      option.textContent = name;
      option.dir = 'auto';
      option.addEventListener('mousedown', event => {
        event.preventDefault();
        take(name);
      });
      list.append(option);
    });
    target.after(list);
    mark(list.firstChild);
  }
  document.addEventListener('input', ({target}) => {
    if (target.matches('[data-mentions]')) suggest(target);
  });
  document.addEventListener('focusout', ({target}) => {
    if (target === field) close();
  });
  document.addEventListener('keydown', event => {
    if (!list || event.target !== field) return;
    const at = options().findIndex(each => each.getAttribute('aria-selected') === 'true');
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) mark(options()[(at + step + options().length) % options().length]);
    else if (event.key === 'Enter' || event.key === 'Tab') take(options()[at].textContent);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
