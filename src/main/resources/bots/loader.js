// One line of a page loads this. It asks once how the bot is and shows its bubble; the rest comes when somebody opens it. Nothing of
// the page waits for it, and where it can't work the page's own link stays.
(() => {
  const script = document.currentScript;
  if (!script?.src.includes('/loader.js')) return;
  const base = script.src.replace(/\/loader\.js.*$/, '');
  const mark = Symbol.for(base);
  if (window[mark]) return;
  window[mark] = true;

  const language = [script.dataset.lang, document.documentElement.lang, ...navigator.languages ?? []]
    .map(tag => (tag ?? '').slice(0, 2).toLowerCase()).find(tag => given.words[tag]) ?? 'en';
  const isKept = () => {
    try { return localStorage.getItem('lh-' + base.split('/').pop()) !== null; } catch { return false; }
  };

  // The bubble alone; its panel has a sheet of its own. Important, for what a page says of all its elements would win otherwise.
  const CSS = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;inset-block-end:0!important;inset-inline-end:0!important;display:block!important}
.open{box-sizing:border-box;position:fixed;inset-block-end:20px;inset-inline-end:20px;display:grid;place-items:center;inline-size:56px;block-size:56px;border-radius:50%;background:var(--c);color:var(--on);cursor:pointer;box-shadow:0 1px 3px #0003,0 6px 20px #0003;transition:transform .12s}
.open:hover{transform:scale(1.05)}.open:focus-visible{outline:3px solid var(--c);outline-offset:3px}
.open svg{inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.open b{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:20px;padding:0 5px;box-sizing:border-box;border-radius:10px;background:#c22f2f;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center}
[hidden]{display:none!important}
@media print{:host{display:none!important}}
@media (prefers-reduced-motion:reduce){.open{transition:none}}`;

  const luminance = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);

  function bubble(config) {
    const host = document.createElement('div');
    host.dir = language === 'ar' ? 'rtl' : 'ltr';
    host.lang = language;
    const color = /^#[0-9a-f]{6}$/i.test(config.primary_color ?? '') ? config.primary_color : '#4f46e5';
    host.style.setProperty('--c', color);
    host.style.setProperty('--on', luminance(color) > .25 ? '#111318' : '#fff');
    const shadow = host.attachShadow({mode: 'open'});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    shadow.adoptedStyleSheets = [sheet];
    const button = document.createElement('a');
    button.className = 'open';
    button.href = base;
    button.target = '_blank';
    button.rel = 'noopener';
    button.setAttribute('role', 'button');
    button.setAttribute('aria-expanded', 'false');
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(svg.namespaceURI, 'path');
    path.setAttribute('d', 'M8 9h8M8 13h6M9 18H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-3l-3 3-3-3z');
    svg.append(path);
    const count = document.createElement('b');
    count.hidden = true;
    button.append(svg, count);
    shadow.append(button);
    document.documentElement.append(host);
    return {host, shadow, button, count};
  }

  async function begin() {
    let config;
    try {
      const answer = await fetch(`${base}/config?language=${language}`, {credentials: 'omit'});
      if (!answer.ok) return;
      config = await answer.json();
    } catch {
      addEventListener('online', begin, {once: true});
      return;
    }
    const words = given.words[language];
    const shown = bubble(config);
    const links = [...document.querySelectorAll('a[data-fallback]')].filter(link => link.href === base);
    const label = text => shown.button.setAttribute('aria-label', text);
    label(words.open);
    for (const link of links) link.hidden = true;
    const unread = number => {
      shown.count.hidden = number === 0;
      shown.count.textContent = number > 9 ? '9+' : String(number);
      label(number ? words.unread.replace('#', number) : words.open);
    };
    let app, tries = 0;
    const load = () => app ??= import(`${base}/app.js?v=${given.version}&lang=${language}${tries ? '&try=' + tries : ''}`)
      .then(module => module.start({base, config, language, unread, identity: script.dataset.identity, ...shown}))
      .catch(() => {
        tries++;
        app = undefined;
        for (const link of links) link.hidden = false;
        // What is kept from us for good leaves a bubble that is a link to the page that needs no script.
        if (navigator.onLine) shown.button.removeEventListener('click', open);
      });
    const open = event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      load().then(started => started?.toggle());
    };
    shown.button.addEventListener('click', open);
    shown.button.addEventListener('keydown', event => {
      if (event.key !== ' ') return;
      event.preventDefault();
      shown.button.click();
    });
    document.addEventListener('click', event => {
      const link = event.target.closest?.('a[href]');
      if (link?.href === base) open(event);
    });
    // Somebody who has written before is told of answers without opening it.
    if (isKept()) load();
  }

  const idle = () => (window.requestIdleCallback ?? setTimeout)(begin);
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle);
})();
