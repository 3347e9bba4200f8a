// Talks to the server. One tab of the browser listens for all of them: the one that holds the lock. Where browsers have no locks,
// each tab asks every few seconds.
const PATIENCE = 20000, SILENCE = 40000, LONGEST_WAIT = 30000;

class Refused extends Error {
  /** @param challenge the work to be done first */
  constructor(status, wait, challenge) {
    super(String(status));
    Object.assign(this, {status, wait, challenge});
  }
}

function pause(milliseconds, signal) {
  return new Promise(go => {
    const timer = setTimeout(go, milliseconds);
    const early = () => { clearTimeout(timer); go(); };
    addEventListener('online', early, {once: true});
    signal?.addEventListener('abort', early, {once: true});
  });
}

/** Asks, and gives what is answered; throws what was refused, or a TypeError where nobody answered. */
async function ask(path, token, body, signal) {
  const headers = {Accept: 'application/json'};
  if (token) headers.Authorization = 'Bearer ' + token;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  signal?.addEventListener('abort', () => patience.abort());
  try {
    const answer = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST', credentials: 'omit', cache: 'no-store', headers, signal: patience.signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) {
      const {challenge} = answer.status === 428 ? await answer.json() : {};
      throw new Refused(answer.status, Number(answer.headers.get('Retry-After')) || 0, challenge);
    }
    return answer.status === 204 ? null : await answer.json();
  } finally {
    clearTimeout(timer);
  }
}

/** Reads events as they come, until the stream ends, falls silent or is given up. */
async function listen(path, token, after, signal, hear) {
  const silence = new AbortController();
  let timer;
  const alive = () => { clearTimeout(timer); timer = setTimeout(() => silence.abort(), SILENCE); };
  signal.addEventListener('abort', () => silence.abort());
  alive();
  try {
    const answer = await fetch(path, {
      credentials: 'omit', cache: 'no-store', signal: silence.signal,
      headers: {Accept: 'text/event-stream', Authorization: 'Bearer ' + token, 'Last-Event-ID': String(after)},
    });
    if (!answer.ok) throw new Refused(answer.status, Number(answer.headers.get('Retry-After')) || 0);
    const reader = answer.body.getReader(), decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return;
      alive();
      hear('beat', null);
      text += decoder.decode(value, {stream: true});
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) {
        const lines = event.split('\n');
        const field = name => lines.filter(line => line.startsWith(name + ':')).map(line => line.slice(name.length + 1).trimStart()).join('\n');
        if (field('data')) hear(field('event') || 'message', JSON.parse(field('data')));
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Keeps a conversation up to date in this tab.
 *
 * @param at the paths of the conversation
 * @param last gives the number of the last message that this tab has
 * @param hear takes kind and body of what happened: message, status, typing, gone
 */
function follow(key, at, token, last, hear) {
  const ended = new AbortController();
  const {signal} = ended;
  const channel = window.BroadcastChannel ? new BroadcastChannel(key) : null;
  let heardAt = Date.now(), isLeader = false;
  const tell = (kind, body) => channel?.postMessage({kind, body});

  async function catchUp() {
    for (let said = {has_more: true}; said.has_more;) {
      said = await ask(`${at}/messages?after=${last()}`, token, undefined, signal);
      for (const message of said.messages) hear('message', message);
      hear('status', said.conversation);
    }
  }

  /** Whether it is worth another try. */
  function goesOn(e) {
    if (signal.aborted) return false;
    if (e instanceof Refused && (e.status === 404 || e.status === 401)) {
      hear('gone', null);
      tell('gone', null);
      return false;
    }
    return true;
  }

  async function lead() {
    isLeader = true;
    for (let wait = 1000; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      let asked = 0;
      try {
        await catchUp();
        const began = Date.now();
        await listen(at + '/stream', token, last(), signal, (kind, body) => {
          heardAt = Date.now();
          tell(kind, body);
          if (kind !== 'beat') hear(kind, body);
        });
        if (Date.now() - began > 5000) wait = 500;
      } catch (e) {
        if (!goesOn(e)) return;
        asked = (e.wait ?? 0) * 1000;
      }
      await pause(Math.max(asked, wait * (.75 + Math.random() / 2)), signal);
    }
  }

  async function poll() {
    while (!signal.aborted) {
      try {
        if (!document.hidden) await catchUp();
      } catch (e) {
        if (!goesOn(e)) return;
        await pause((e.wait ?? 0) * 1000, signal);
      }
      await pause(3000, signal);
    }
  }

  // A tab that is looked at again has perhaps slept, and so has the one that listens for it.
  const look = () => { if (!document.hidden && !isLeader) catchUp().catch(goesOn); };
  document.addEventListener('visibilitychange', look, {signal});
  const guard = setInterval(() => { if (Date.now() - heardAt > SILENCE) look(); }, SILENCE / 2);
  if (channel) {
    channel.onmessage = ({data}) => {
      heardAt = Date.now();
      if (data.kind !== 'beat') hear(data.kind, data.body);
    };
  }
  if (navigator.locks && channel) {
    navigator.locks.request(key, {signal}, lead).catch(() => { /* Given up. */ });
    // The one that leads reads by itself.
    setTimeout(look, 200);
  } else {
    poll();
  }
  return {
    tell,
    catchUp: () => catchUp().catch(goesOn),
    end() {
      ended.abort();
      clearInterval(guard);
      channel?.close();
    },
  };
}
