// As how many messages an SMS goes, as it is written: 160 characters of GSM are one, or 70 where any other is among them; of
// several each has room for 153 or 67.
(() => {
  'use strict';

  const gsm = new Set('@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
  const long = new Set('^{}\\[~]|€');

  function count(text) {
    const characters = [...text];
    const isGsm = characters.every(one => gsm.has(one) || long.has(one));
    const units = isGsm ? characters.reduce((sum, one) => sum + (long.has(one) ? 2 : 1), 0) : text.length;
    const [one, each] = isGsm ? [160, 153] : [70, 67];
    return [units, units <= one ? 1 : Math.ceil(units / each)];
  }

  function say({target}) {
    const text = target.closest?.('textarea[data-segments]');
    const place = text && document.getElementById(text.dataset.segments);
    if (!place) return;
    const [units, messages] = count(text.value);
    place.textContent = text.value ? text.dataset.says.replace('{0}', units).replace('{1}', messages) : '';
  }
  document.addEventListener('input', say);
  document.addEventListener('focusin', say);
})();
