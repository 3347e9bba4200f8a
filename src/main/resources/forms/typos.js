// Which address somebody meant who has mistyped the name of a large provider; empty for none.

const meant = (() => {
  // As fingers get them wrong ("gmial.com"): asked about, and sent as typed all the same.
  const providers = 'gmail.com googlemail.com outlook.com hotmail.com yahoo.com icloud.com t-online.de freenet.de yahoo.co.jp docomo.ne.jp'.split(' ');
  const others = ['mail.com', 'ymail.com', 'email.com'];

  // Whether one letter is too much, missing, another, or two have changed places.
  function isSlip(one, other) {
    let from = 0, to = 0;
    while (from < one.length && one[from] === other[from]) from++;
    while (to < Math.min(one.length, other.length) - from && one.at(-1 - to) === other.at(-1 - to)) to++;
    const left = one.slice(from, one.length - to), right = other.slice(from, other.length - to);
    return left.length < 2 && right.length < 2 || left.length === 2 && left === right[1] + right[0];
  }

  return email => {
    const at = email.lastIndexOf('@'), domain = email.slice(at + 1).toLowerCase();
    if (at < 1 || providers.includes(domain) || others.includes(domain)) return '';
    const better = providers.find(one => isSlip(domain, one));
    return better ? email.slice(0, at + 1) + better : '';
  };
})();
