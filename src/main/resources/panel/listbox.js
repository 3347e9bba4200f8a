// A list to choose one of, with search: <select data-list>, or <input data-list list="…"> where a new word may be added. A browser's own takes every arrow key for a choice; here
// arrows look, Enter and clicks choose, and Escape leaves all as it was.
(() => {
  'use strict';

  const {words} = leadhub;
  const MARGIN = 8;
  // Keyboards of phones stay away from lists that are seen at a glance.
  const FEW = 8;
  let number = 0;
  // The button of the last choice, which loses the focus where it is disabled until the answer comes.
  let chosen = '';

  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

  function element(tag, attributes, text) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text) made.textContent = text;
    return made;
  }

  /**
   * Opens a list below a button.
   *
   * @param options each {value, text, group, isChosen}
   * @param adds whether what is typed may be taken as it is
   * @param choose is given the value
   * @param left is called where nothing was chosen
   */
  function open(button, {label, options, adds, choose, left}) {
    const id = 'list-' + ++number;
    const panel = element('div', {class: 'listbox', popover: 'auto'});
    const search = element('input', {
      'class': 'form-control',
      'role': 'combobox',
      'aria-label': label,
      'aria-autocomplete': 'list',
      'aria-expanded': 'true',
      'aria-controls': id,
      'autocomplete': 'off',
      'placeholder': words.search,
      'inputmode': options.length > FEW ? 'search' : 'none',
    });
    const list = element('div', {id, 'class': 'listbox-options', 'role': 'listbox', 'aria-label': label});
    const none = element('div', {'class': 'listbox-none', 'role': 'status'});
    const items = fill(list, options, id);
    const added = element('div', {'id': id + '-added', 'role': 'option', 'aria-selected': 'false', 'hidden': ''});
    if (adds) {
      list.append(added);
      search.maxLength = adds;
    }
    panel.append(search, list, none);
    button.after(panel);
    let active = null;
    let isChosen = false;

    function look(item) {
      active?.classList.remove('active');
      active = item || null;
      active?.classList.add('active');
      active?.scrollIntoView({block: 'nearest'});
      if (active) search.setAttribute('aria-activedescendant', active.id);
      else search.removeAttribute('aria-activedescendant');
    }
    const shown = () => [...items, added].filter(item => !item.hidden);
    function filter() {
      const text = plain(search.value);
      for (const item of items) item.hidden = !plain(item.textContent).includes(text);
      for (const group of list.querySelectorAll('[role=group]')) group.hidden = !group.querySelector('[role=option]:not([hidden])');
      added.hidden = !adds || !text || items.some(item => plain(item.textContent) === text);
      added.dataset.value = search.value.trim();
      added.textContent = words.add.replace('{0}', added.dataset.value);
      none.textContent = shown().length ? '' : words.none;
      look(shown()[0]);
    }
    function take(item) {
      if (!item) return;
      isChosen = true;
      panel.hidePopover();
      choose(item.dataset.value);
    }

    // What happens in here is nothing that the form around it is to hear of.
    for (const type of ['input', 'change', 'focusin']) panel.addEventListener(type, event => event.stopPropagation());
    search.addEventListener('input', filter);
    search.addEventListener('keydown', event => {
      const all = shown();
      const at = all.indexOf(active);
      const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1}[event.key];
      if (event.key === 'Enter') take(active);
      else if (to !== undefined && all.length) look(all[Math.min(all.length - 1, Math.max(0, to))]);
      else if (event.key === 'Tab') panel.hidePopover();
      if (event.key === 'Enter' || to !== undefined) event.preventDefault();
      if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
    });
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => take(event.target.closest('[role=option]')));
    panel.addEventListener('toggle', event => {
      if (event.newState !== 'closed') return;
      button.setAttribute('aria-expanded', 'false');
      if (panel.contains(document.activeElement)) button.focus();
      panel.remove();
      if (!isChosen) left?.();
    });

    button.setAttribute('aria-expanded', 'true');
    panel.showPopover();
    place(panel, button);
    look(items.find(item => item.getAttribute('aria-selected') === 'true') || items[0]);
    search.focus();
    return search;
  }

  function fill(list, options, id) {
    const groups = new Map();
    return options.map(({value, text, group, isChosen}, at) => {
      const item = element('div', {id: id + '-' + at, 'role': 'option', 'aria-selected': String(!!isChosen), 'data-value': value}, text);
      if (!group) {
        list.append(item);
        return item;
      }
      if (!groups.has(group)) {
        const box = element('div', {'role': 'group', 'aria-label': group});
        box.append(element('div', {'class': 'listbox-group', 'aria-hidden': 'true'}, group));
        list.append(box);
        groups.set(group, box);
      }
      groups.get(group).append(item);
      return item;
    });
  }

  // Below the button, or above it where there is more room; on a phone the style sheet puts it at the bottom.
  function place(panel, button) {
    if (innerWidth <= 720) return;
    const at = button.getBoundingClientRect();
    const {width, height} = panel.getBoundingClientRect();
    const start = document.dir === 'rtl' ? at.right - width : at.left;
    const isBelow = at.bottom + height + MARGIN <= innerHeight || at.top < innerHeight - at.bottom;
    panel.style.left = Math.max(MARGIN, Math.min(start, innerWidth - width - MARGIN)) + 'px';
    panel.style.top = Math.max(MARGIN, isBelow ? at.bottom + 2 : at.top - height - 2) + 'px';
  }

  // A select keeps the value for its form; a button shows it.
  function replace(select) {
    select.dataset.ready = 'yes';
    const label = document.querySelector(`label[for="${CSS.escape(select.id || '-')}"]`);
    const name = select.getAttribute('aria-label') || label?.textContent.trim() || '';
    // Just shown anew, it still has what htmx marked the former one with.
    const look = select.className.replace(/\bhtmx-\S+/g, '');
    const button = element('button', {'type': 'button', 'class': look + ' choice', 'aria-haspopup': 'listbox', 'aria-expanded': 'false'});
    if (select.id) button.id = select.id + '-choice';
    if (label && button.id) label.htmlFor = button.id;
    button.disabled = select.disabled;
    const show = () => {
      const text = select.selectedOptions[0]?.textContent.trim() || '';
      button.textContent = text || '\u00a0';
      button.setAttribute('aria-label', text ? name + ', ' + text : name);
      if (select.getAttribute('aria-describedby')) button.setAttribute('aria-describedby', select.getAttribute('aria-describedby'));
    };
    show();
    select.addEventListener('leadhub:blank', show);
    select.hidden = true;
    select.after(button);
    const ask = left => open(button, {
      label: name,
      left,
      options: [...select.options].filter(option => !option.disabled).map(option => ({
        value: option.value,
        text: option.textContent.trim() || '–',
        group: option.closest('optgroup')?.label,
        isChosen: option.selected,
      })),
      choose: value => {
        const isOther = select.value !== value;
        chosen = button.id;
        select.value = value;
        show();
        button.focus();
        // One that was refused, or couldn't be saved, may be chosen again.
        const isWrong = select.form?.matches('.unsaved, :has(.invalid-feedback:not(:empty))');
        if (isOther || isWrong) select.dispatchEvent(new Event('change', {bubbles: true}));
        else left?.();
      },
    });
    button.addEventListener('click', () => ask());
    button.addEventListener('keydown', event => {
      const isLetter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && !isLetter) return;
      // Typed ahead: the letter itself goes into the search.
      if (!isLetter) event.preventDefault();
      event.stopPropagation();
      ask();
    });
    select.form?.addEventListener('reset', () => setTimeout(show));
    return ask;
  }

  // The same for a word that may be new: chosen or added, it is sent at once.
  function replaceInput(input) {
    input.dataset.ready = 'yes';
    const name = input.getAttribute('aria-label');
    const options = [...input.list.options].map(({value}) => ({value, text: value}));
    const button = element('button', {'type': 'button', 'class': input.className + ' choice', 'aria-haspopup': 'listbox', 'aria-expanded': 'false'}, input.value || name);
    input.hidden = true;
    input.required = false;
    input.after(button);
    button.addEventListener('click', () => open(button, {
      label: name,
      options,
      adds: input.maxLength,
      choose: value => {
        input.value = value;
        button.focus();
        input.form.requestSubmit();
      },
    }));
  }

  function replaceAll() {
    for (const input of document.querySelectorAll('input[data-list]:not([data-ready])')) replaceInput(input);
    for (const select of document.querySelectorAll('select[data-list]:not([data-ready])')) {
      const ask = replace(select);
      // A cell that was opened to be changed has nothing else to offer.
      const cell = select.closest('.cell-form');
      if (cell) ask(() => cell.dispatchEvent(new CustomEvent('leadhub:left', {bubbles: true})));
    }
  }
  replaceAll();

  // Buttons come after htmx has looked for what was focused.
  let focused = '';
  document.addEventListener('htmx:beforeSwap', ({detail: {target, shouldSwap, swapOverride}}) => {
    if (!shouldSwap || swapOverride === 'none') return;
    const last = chosen && document.activeElement === document.body ? document.getElementById(chosen) : null;
    focused = target.contains(document.activeElement) ? document.activeElement.id : target.contains(last) ? chosen : '';
  });
  document.addEventListener('htmx:afterSwap', () => {
    replaceAll();
    const wanted = document.querySelector('select[data-list][autofocus]');
    // A cell's list is open already, and has no button.
    const button = wanted && document.getElementById(wanted.id + '-choice');
    if (button) {
      wanted.removeAttribute('autofocus');
      button.focus();
    } else if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  });

  Object.assign(leadhub, {list: open});
})();
