// A conversation in a page: what was said, what is on its way, and what the server says of it.
export function start(context) {
  const {base, config, button, unread} = context;
  const bot = base.split('/').pop();
  const kept = keeper(bot);
  const messages = new Map();
  const shown = new Map();
  const identity = context.identity || null, subject = subjectOf(identity);
  let conversation = kept.conversation();
  // Somebody else uses this browser now, or nobody is signed in any more.
  if (conversation?.of && conversation.of !== subject) {
    kept.forget();
    conversation = null;
  }
  let status = 'active', owner = 'bot', seen = conversation?.seen ?? 0, last = 0, line = null, isOpen = false, isFlushing = false;
  let outbox = kept.unsent().map(item => ({...item, state: 'sending'}));
  let readTimer, typingTimer, typedAt = 0, toRead = 0;

  const at = () => base.replace(/[^/]+$/, 'conversations/') + conversation.id;
  const clock = time => new Intl.DateTimeFormat(context.language, {timeStyle: 'short'}).format(time);
  const ui = view(context, {send, typed, hide: () => show(false), person, finish, anew, askCode, enterCode});
  ui.text.value = kept.draft();
  greet();
  state();

  // What the bot begins with, before there is a conversation.
  function greet() {
    for (const {content} of [{content: config.greeting}, ...config.opening]) {
      if (!content) continue;
      const {element} = bubbleOf({role: 'assistant', content}, config.name, '');
      element.classList.add('greeting');
      ui.list.append(element);
    }
  }

  /** What the last message asks for, as long as the bot waits for an answer. */
  function asked() {
    if (owner !== 'bot' || status !== 'active' || outbox.length) return null;
    const latest = conversation ? messages.get(last) : config.opening.at(-1);
    return latest?.asks ?? null;
  }

  // What was said.

  const authorOf = message => ({assistant: config.name, agent: words.team})[message.role] ?? '';

  function take(message) {
    if (messages.has(message.number)) return;
    messages.set(message.number, message);
    last = Math.max(last, message.number);
    if (message.role === 'assistant') [...ui.list.querySelectorAll('.greeting')].find(one => one.querySelector('.text').textContent === message.content)?.remove();
    const isOwn = outbox.find(item => item.client_id === message.client_id);
    outbox = outbox.filter(item => item !== isOwn);
    kept.keepUnsent(outbox);
    const follows = ui.isAtEnd();
    const piece = shown.get(message.client_id) ?? bubbleOf(message, authorOf(message), '');
    piece.element.dataset.number = message.number;
    piece.element.classList.remove('sending', 'failed');
    piece.meta.replaceChildren((message.role === 'user' ? words.sent + ' · ' : '') + clock(new Date(message.created_at)));
    place(piece.element, message.number);
    if (follows || isOwn) ui.toEnd();
    if (message.role !== 'user') ui.typing(false);
    ui.asks(asked());
    read();
  }

  function place(element, number) {
    const later = [...ui.list.children].find(one => Number(one.dataset.number ?? Infinity) > number && one !== element && !one.matches('.greeting'));
    if (later) later.before(element);
    else ui.list.append(element);
  }

  function read() {
    const news = [...messages.values()].filter(one => one.number > seen && one.role !== 'user');
    if (!isOpen || document.hidden) return unread(news.length);
    seen = Math.max(seen, last);
    unread(0);
    if (!conversation) return;
    kept.keep(conversation, seen);
    if (toRead === seen || !news.length) return;
    toRead = seen;
    clearTimeout(readTimer);
    readTimer = setTimeout(() => ask(at() + '/read', conversation.token, {number: seen}).catch(() => {}), 500);
  }

  function hear(kind, body) {
    if (kind === 'message') {
      const isGap = body.number > last + 1 && last > 0;
      take(body);
      if (isGap) line?.catchUp();
    } else if (kind === 'status') {
      ({status, owner} = body);
      state();
    } else if (kind === 'typing') {
      ui.typing(true);
      clearTimeout(typingTimer);
      typingTimer = setTimeout(() => ui.typing(false), 6000);
    } else if (kind === 'gone') {
      forget();
    } else if (kind === 'begun') {
      join(body);
    }
  }

  // What is on its way: one after the other, so that none overtakes another.

  function send(content) {
    const id = crypto.randomUUID?.() ?? String(Date.now()) + Math.random().toString(36).slice(2);
    outbox.push({client_id: id, content, state: 'sending'});
    flush();
  }

  function draw(item, note = '') {
    let piece = shown.get(item.client_id);
    if (!piece) {
      piece = bubbleOf({...item, role: 'user'}, '', '');
      shown.set(item.client_id, piece);
      ui.list.append(piece.element);
      ui.toEnd();
    }
    piece.element.classList.toggle('sending', item.state === 'sending');
    piece.element.classList.toggle('failed', item.state === 'failed');
    if (item.state === 'sending') return piece.meta.replaceChildren(words.sending);
    const again = make('button', {type: 'button', class: 'retry'}, words.retry);
    again.addEventListener('click', retry);
    piece.meta.replaceChildren(note || words.failed, ' ', again);
  }

  async function flush() {
    kept.keepUnsent(outbox);
    ui.asks(asked());
    for (const item of outbox) draw(item);
    if (isFlushing) return;
    isFlushing = true;
    try {
      while (outbox[0]?.state === 'sending') {
        const [item] = outbox;
        try {
          if (!conversation) await begin();
          const said = await ask(at() + '/messages', conversation.token, {client_id: item.client_id, content: item.content});
          take(said.message);
          line?.tell('message', said.message);
          ui.say('');
        } catch (e) {
          if (e instanceof Refused && (e.status === 404 || e.status === 409) && conversation && !item.isAnew) {
            // It was forgotten or is over: what was written begins another one.
            item.isAnew = true;
            forget();
            continue;
          }
          for (const one of outbox) {
            one.state = 'failed';
            draw(one, e.status === 429 ? words.fast : e.status === 422 ? words.refused : '');
          }
          ui.say(e instanceof Refused ? '' : words.offline);
        }
      }
    } finally {
      isFlushing = false;
    }
  }

  function retry() {
    for (const item of outbox) item.state = 'sending';
    ui.say('');
    flush();
  }

  // The conversation itself, of which there is one for all tabs.

  function begin() {
    const make = async () => {
      const other = kept.conversation();
      if (other) return join(other);
      let who = identity;
      const start = proof => ask(base + '/conversations', null, {...about(context.language), proof, identity: who}).catch(e => {
        // What is signed too long ago says nothing; the visitor can write all the same.
        if (e.status !== 422 || !who) throw e;
        who = null;
        return start(proof);
      });
      // While many begin at once, each browser works for its turn.
      const said = await start().catch(async e => e.challenge ? start(await work(e.challenge)) : Promise.reject(e));
      join({id: said.conversation.id, token: said.token, seen: 0, of: who ? subject : undefined});
      line?.tell('begun', conversation);
    };
    return navigator.locks ? navigator.locks.request(kept.key + '-begin', make) : make();
  }

  function join(known) {
    if (conversation?.id === known.id && conversation.token === known.token && line) return;
    line?.end();
    conversation = known;
    seen = known.seen ?? 0;
    kept.keep({id: known.id, token: known.token, of: known.of}, seen);
    line = follow(kept.key, at(), known.token, () => last, hear);
    state();
    if (subject && !known.of) identify();
  }

  // Who was a stranger is known by now: the conversation is theirs from here on, and opened by another token.
  async function identify() {
    const {id, token} = conversation;
    try {
      const said = await ask(at() + '/identify', token, {identity});
      if (conversation?.id === id) join({id, token: said.token, seen, of: subject});
    } catch (e) {
      if (e.status === 404 && conversation?.token === token) forget();
    }
  }

  function forget() {
    if (kept.conversation()?.token === conversation?.token) kept.forget();
    line?.end();
    line = conversation = null;
    status = 'active';
    owner = 'bot';
    last = seen = toRead = 0;
    messages.clear();
    for (const one of [...ui.list.children]) if (one.dataset.number) one.remove();
    state();
  }

  function anew() {
    forget();
    ui.list.replaceChildren();
    shown.clear();
    greet();
    state();
    ui.text.focus();
  }

  function person() {
    const tell = () => ask(at() + '/handover', conversation.token, {});
    (conversation ? tell() : begin().then(tell)).then(() => line?.catchUp(), () => ui.say(words.failed));
  }

  // The same conversation in another browser, by a code that is mailed.

  function askCode(email) {
    return ask(base + '/codes', null, {email});
  }

  async function enterCode(email, code) {
    const said = await ask(base + '/resume', null, {email, code});
    join({id: said.conversation.id, token: said.token, seen: 0});
  }

  function finish() {
    ask(at() + '/end', conversation.token, {}).then(() => line?.catchUp(), () => ui.say(words.failed));
  }

  function state() {
    const isOver = status === 'completed';
    ui.can({resume: config.is_resumable && !conversation && !outbox.length, ask: !isOver && owner === 'bot', end: Boolean(conversation) && !isOver, write: !isOver, turn: Boolean(conversation) && !isOver && owner === 'bot' && config.opening.length > 0});
    ui.asks(asked());
    ui.who(isOver ? words.over : ({queue: words.waiting, agent: words.team})[owner] ?? '');
  }

  function typed(text) {
    kept.keepDraft(text);
    if (!text || !conversation || Date.now() - typedAt < 4000) return;
    typedAt = Date.now();
    ask(at() + '/typing', conversation.token, {}).catch(() => {});
  }

  function show(isShown) {
    isOpen = isShown;
    const first = [...messages.values()].sort((a, b) => a.number - b.number).find(one => one.number > seen && one.role !== 'user');
    button.setAttribute('aria-expanded', String(isShown));
    ui.show(isShown);
    if (isShown) {
      ui.toEnd();
      if (first) ui.list.querySelector(`[data-number="${first.number}"]`)?.scrollIntoView({block: 'start'});
    } else {
      button.focus();
    }
    read();
  }

  addEventListener('online', () => { if (outbox.length) retry(); else ui.say(''); });
  addEventListener('offline', () => ui.say(words.offline));
  document.addEventListener('visibilitychange', read);
  addEventListener('storage', event => {
    if (event.key !== kept.key) return;
    const other = kept.conversation();
    if (other && other.token !== conversation?.token) join(other);
    else if (other) { seen = Math.max(seen, other.seen ?? 0); read(); }
    else if (conversation) forget();
  });
  if (conversation) join(conversation);
  if (outbox.length) flush();
  return {toggle: () => show(!isOpen)};
}

/** Whom the page says the visitor is, as the server will read it. */
function subjectOf(token) {
  try {
    const text = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
    return String(JSON.parse(new TextDecoder().decode(Uint8Array.from(text, one => one.charCodeAt(0)))).sub ?? '') || null;
  } catch {
    return null;
  }
}

/** Where the visitor is and came from, for the lead that may come of it. */
function about(language) {
  const clicks = /^(utm_[a-z0-9_]{1,40}|gclid|gbraid|wbraid|fbclid|msclkid|ttclid|li_fat_id)$/;
  const last = {landing_page: location.origin + location.pathname};
  if (document.referrer && !document.referrer.startsWith(location.origin)) last.referrer = document.referrer.slice(0, 500);
  new URLSearchParams(location.search).forEach((value, name) => { if (clicks.test(name)) last[name] = value.slice(0, 500); });
  return {language, page: (location.origin + location.pathname).slice(0, 2000), referrer: document.referrer.slice(0, 2000), attribution: {last}};
}
