// What is seen of a conversation: a panel beside the bubble, on phones the whole screen. Made of elements and texts alone, for what
// people write is never markup.
function make(name, attributes, ...inner) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...inner);
  return element;
}

function icon(d) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}

const ICONS = {
  close: 'M6 9l6 6 6-6',
  menu: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M5 12h14M13 6l6 6-6 6',
};

/** The text with its addresses as links. */
function withLinks(text) {
  return text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}])/).map((part, at) =>
    at % 2 ? make('a', {href: part, target: '_blank', rel: 'noopener nofollow'}, part) : part);
}

function face(config) {
  const initials = [...config.name.trim()].slice(0, 1).join('').toUpperCase();
  const round = make('span', {class: 'face', 'aria-hidden': 'true'}, initials);
  if (/^https?:/.test(config.avatar_url ?? '')) {
    const picture = make('img', {alt: ''});
    picture.addEventListener('load', () => round.replaceChildren(picture));
    picture.src = config.avatar_url;
  }
  return round;
}

/** @param doing what its buttons do: send, typed, hide, person, finish, anew, askCode, enterCode */
function view({config, shadow, language}, doing) {
  const button = (name, label, inner, press) => {
    const made = make('button', {type: 'button', class: name, 'aria-label': inner === label ? null : label, title: inner === label ? null : label}, inner);
    made.addEventListener('click', press);
    return made;
  };
  const title = make('h2', {id: 'title'}, make('bdi', {}, config.name));
  const who = make('p', {class: 'who'});
  const menu = make('div', {class: 'menu', hidden: ''});
  const menuButton = button('plain', words.menu, icon(ICONS.menu), () => showMenu(menu.hidden));
  menuButton.setAttribute('aria-expanded', 'false');
  const person = button('item', words.person, words.person, () => { showMenu(false); doing.person(); });
  const back = button('item', words.back, words.back, () => { showMenu(false); doing.send(words.back); });
  const restart = button('item', words.restart, words.restart, () => { showMenu(false); doing.send(words.restart); });
  const finish = button('item', words.finish, words.finish, () => { showMenu(false); doing.finish(); });
  const resume = button('item', words.resume, words.resume, () => { showMenu(false); showResume(true); });
  menu.append(back, restart, person, resume, finish);
  const list = make('div', {class: 'list', role: 'log', 'aria-live': 'polite', 'aria-label': words.messages, tabindex: '0'});
  const typing = make('p', {class: 'typing', hidden: ''}, make('i', {}), make('i', {}), make('i', {}), make('span', {}, words.typing));
  const answers = make('div', {class: 'answers', role: 'group', 'aria-label': words.answers, hidden: ''});
  const notice = make('p', {class: 'notice', role: 'status'});
  const text = make('textarea', {rows: '1', maxlength: '5000', dir: 'auto', placeholder: words.write, 'aria-label': words.write, enterkeyhint: 'send'});
  const send = make('button', {type: 'submit', class: 'send', 'aria-label': words.send, title: words.send}, icon(ICONS.send));
  const form = make('form', {novalidate: ''}, text, send);
  const mail = make('input', {type: 'email', autocomplete: 'email', maxlength: '254', dir: 'ltr', placeholder: words.address, 'aria-label': words.address});
  const code = make('input', {inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: '6', dir: 'ltr', placeholder: words.code, 'aria-label': words.code, hidden: ''});
  const resumeForm = make('form', {class: 'resume', novalidate: '', hidden: ''}, make('p', {}, words.earlier), mail, code,
    make('button', {type: 'submit'}, words.send), button('cancel', words.cancel, words.cancel, () => showResume(false)));
  const over = make('p', {class: 'over', hidden: ''}, button('again', words.again, words.again, () => doing.anew()));
  const panel = make('section', {class: 'panel', role: 'dialog', 'aria-labelledby': 'title', dir: language === 'ar' ? 'rtl' : 'ltr', lang: language, hidden: ''},
    make('header', {}, face(config), make('div', {class: 'names'}, title, who), menuButton,
      button('plain', words.close, icon(ICONS.close), () => doing.hide()), menu),
    list, answers, typing, notice, resumeForm, form, over);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  shadow.append(panel);
  const isPhone = matchMedia('(max-width: 480px)');

  function showMenu(isShown) {
    menu.hidden = !isShown;
    menuButton.setAttribute('aria-expanded', String(isShown));
    if (isShown) menu.querySelector('button:not([hidden])')?.focus();
  }

  // The address first, then the code that was mailed to it.
  function showResume(isShown) {
    resumeForm.hidden = !isShown;
    form.hidden = isShown || !over.hidden;
    mail.hidden = false;
    code.hidden = true;
    code.value = notice.textContent = '';
    (isShown ? mail : text).focus();
  }

  resumeForm.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      if (code.hidden) {
        await doing.askCode(mail.value.trim());
        mail.hidden = true;
        code.hidden = false;
        code.focus();
        notice.textContent = words.mailed;
      } else {
        await doing.enterCode(mail.value.trim(), code.value.trim());
        showResume(false);
      }
    } catch (e) {
      notice.textContent = {404: words.wrong, 422: words.refused, 429: words.fast}[e.status] ?? words.failed;
    }
  });

  // As high as what is typed.
  function fit() {
    text.style.height = 'auto';
    text.style.height = Math.min(text.scrollHeight + 2, 128) + 'px';
  }

  const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const toEnd = () => { list.scrollTop = list.scrollHeight; };

  form.addEventListener('submit', event => {
    event.preventDefault();
    const content = text.value.trim();
    if (!content) return;
    text.value = '';
    fit();
    doing.typed('');
    doing.send(content);
    toEnd();
    text.focus();
  });
  text.addEventListener('input', () => { fit(); doing.typed(text.value); });
  text.addEventListener('keydown', event => {
    // Whoever composes a character ends that with Enter.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  panel.addEventListener('keydown', event => {
    // The page has keys of its own, which aren't meant.
    event.stopPropagation();
    if (event.key === 'Escape') {
      if (!resumeForm.hidden) return showResume(false);
      if (menu.hidden) return doing.hide();
      showMenu(false);
      menuButton.focus();
    }
    if (event.key !== 'Tab' || !isPhone.matches) return;
    const all = [...panel.querySelectorAll('button, input, textarea, a[href], [tabindex="0"]')].filter(one => one.offsetParent !== null);
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (shadow.activeElement !== from) return;
    event.preventDefault();
    to.focus();
  });
  shadow.addEventListener('click', event => { if (!menu.contains(event.target) && !menuButton.contains(event.target)) showMenu(false); });

  // Phones lay their keyboard over the page.
  const seen = window.visualViewport;
  const high = () => panel.style.setProperty('--h', seen.height + 'px');
  if (seen) {
    seen.addEventListener('resize', high);
    high();
  }

  return {
    panel, list, text, toEnd, isAtEnd, fit,
    show(isShown) {
      panel.hidden = !isShown;
      panel.setAttribute('aria-modal', String(isPhone.matches));
      if (isShown) {
        fit();
        text.focus();
      } else {
        showMenu(false);
      }
    },
    say: said => { notice.textContent = said; },
    who: said => { who.textContent = said; },
    typing(isTyping) {
      const follows = isAtEnd();
      typing.hidden = !isTyping;
      if (follows) toEnd();
    },
    /** What the bot asks for: to be chosen, or typed with the keyboard that fits. Null for nothing. */
    asks(asked) {
      const follows = isAtEnd(), isHeld = answers.contains(shadow.activeElement);
      answers.replaceChildren(...(asked?.options ?? []).map(option => button('choice', option, option, () => doing.send(option))));
      if (asked?.kind === 'date') {
        const day = make('input', {type: 'date', 'aria-label': words.day, max: '9999-12-31'});
        answers.append(day, button('choice', words.send, words.send, () => { if (day.value) doing.send(day.value); }));
      }
      answers.hidden = !answers.children.length;
      text.inputMode = {email: 'email', phone: 'tel', number: 'decimal'}[asked?.kind] ?? 'text';
      if (follows) toEnd();
      if (isHeld) text.focus();
    },
    /** What can be done now. */
    can({resume: isOffered, ask, end, write, turn}) {
      person.hidden = !ask;
      resume.hidden = !isOffered;
      back.hidden = restart.hidden = !turn;
      finish.hidden = !end;
      menuButton.hidden = !ask && !end;
      form.hidden = !write || !resumeForm.hidden;
      over.hidden = write;
    },
  };
}

/** A message as it is shown, which stays the same element from being sent to being there. */
function bubbleOf(message, author, time) {
  const meta = make('p', {class: 'meta'}, time);
  const said = author ? make('span', {class: 'author'}, make('bdi', {}, author)) : '';
  const bubble = make('div', {class: 'text', dir: 'auto'}, ...withLinks(message.content));
  return {element: make('div', {class: 'message ' + message.role}, said, bubble, meta), meta};
}
