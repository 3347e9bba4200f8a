// Words to the visitor: what was done fades after a while and can be taken back; what went wrong stays until it is settled.
window.leadhub = {};
(() => {
  'use strict';

  const toasts = document.getElementById('toasts');

  function toast(text) {
    const line = document.createElement('div');
    line.className = 'toast-line';
    const words = document.createElement('span');
    words.textContent = text;
    line.append(words);
    return line;
  }

  function button(text, press) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'toast-button';
    button.textContent = text;
    button.addEventListener('click', press);
    return button;
  }

  // With a way to take back what it says, it stays longer, and as long as one is on it.
  function say(text, undo) {
    const line = toast(text);
    if (undo) line.append(undoing(line, undo));
    toasts.append(line);
    const end = () => setTimeout(() => {
      if (line.matches(':hover, :focus-within') || line.querySelector('.htmx-request')) end();
      else line.remove();
    }, undo ? 12000 : 6000);
    end();
  }

  function undoing(line, path) {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = path;
    const token = document.createElement('input');
    token.type = 'hidden';
    token.name = '_token';
    token.value = JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token'];
    const button = document.createElement('button');
    button.className = 'toast-button toast-undo';
    button.textContent = toasts.dataset.undo;
    button.dataset.key = 'z';
    form.append(token, button);
    // Pressed once; a try that failed can be made again from what says so.
    form.addEventListener('submit', () => {
      line.hidden = true;
      delete button.dataset.key;
    });
    return form;
  }

  /** What an answer says was done: the path that undoes it if there is one, and words. */
  function hear(encoded) {
    const said = decodeURIComponent(encoded.replace(/\+/g, ' '));
    const end = said.indexOf('\n');
    const undo = said.slice(0, end);
    say(said.slice(end + 1), /^\/[a-z0-9/]+$/.test(undo) ? undo : '');
  }

  // A word that outlived a redirect. All windows have the cookie, so it is read where a page begins and nowhere else.
  function readCookie() {
    const found = document.cookie.match(/(?:^|; )leadhub-toast=([^;]+)/);
    if (!found) return;
    document.cookie = 'leadhub-toast=; Max-Age=0; Path=/; SameSite=Lax';
    hear(found[1]);
  }
  readCookie();

  // One problem for each thing that has one; the next try takes it away.
  const problems = new Map();

  /**
   * @param of what has the problem: a text that the next try has too
   * @param near in what dialog it is said, if in one
   * @param retry what tries again; absent where that would be of no use
   * @param signIn whether to sign in is what helps
   */
  function problem(of, text, {near, retry, signIn}) {
    settle(of);
    const line = toast(text);
    line.classList.add('toast-problem');
    line.setAttribute('role', 'alert');
    if (retry) {
      line.append(button(toasts.dataset.retry, () => {
        settle(of);
        retry();
      }));
    }
    if (signIn) {
      const link = document.createElement('a');
      link.className = 'toast-button';
      link.href = '/sign-in';
      link.target = '_blank';
      link.textContent = toasts.dataset.signIn;
      line.append(link);
    }
    const close = button('×', () => settle(of));
    close.setAttribute('aria-label', toasts.dataset.close);
    line.append(close);
    problems.set(of, line);
    within(near).append(line);
  }

  // Nothing outside of an open dialog can be reached.
  function within(of) {
    const dialog = of?.closest('dialog[open]');
    if (!dialog) return toasts;
    const found = dialog.querySelector(':scope > .toasts');
    if (found) return found;
    const made = document.createElement('div');
    made.className = 'toasts';
    dialog.append(made);
    return made;
  }

  function settle(of) {
    problems.get(of)?.remove();
    problems.delete(of);
  }

  // Programs that look for news now and then say once that nobody answers, and take it back when somebody does.
  let silence = null;
  function answers(isAnswered) {
    if (isAnswered) {
      silence?.remove();
      silence = null;
    } else if (!silence) {
      silence = toast(toasts.dataset.unavailable);
      toasts.append(silence);
    }
  }

  Object.assign(leadhub, {words: toasts.dataset, say, hear, problem, settle, answers});
})();
