// Whether what was typed is what a condition asks for, as the server would have it.

// Given the values of its field, and how days are counted.
const met = (() => {
  const fold = text => String(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const number = text => /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
  const day = text => /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : null;

  const tests = {
    present: one => one !== '' && one !== 'false',
    contains: (one, value) => fold(one).includes(fold(value)),
    equals: (one, value) => fold(one) === fold(value) || number(one) !== null && number(one) === number(value),
    greater: (one, value) => compare(one, value) > 0,
    less: (one, value) => compare(one, value) < 0,
    last: (one, value, on) => day(one) > on(-value) && day(one) <= on(0),
    older: (one, value, on) => day(one) !== null && day(one) <= on(-value),
    next: (one, value, on) => day(one) >= on(0) && day(one) < on(Number(value)),
  };
  const opposites = {absent: 'present', not_contains: 'contains', not_equals: 'equals'};

  function compare(one, value) {
    if (number(value) !== null) return number(one) === null ? NaN : number(one) - number(value);
    return day(one) === null || day(value) === null ? NaN : day(one) < day(value) ? -1 : day(one) > day(value) ? 1 : 0;
  }

  return (values, term, on) => {
    let operator = term.operator, value = term.value ?? '';
    let not = operator in opposites;
    operator = opposites[operator] ?? operator;
    if (operator === 'equals' && (value === 'true' || value === 'false') && /^(true|false)$/.test(values[0] ?? 'false')) {
      not = not !== (value === 'false');
      value = 'true';
    }
    return values.some(one => tests[operator]?.(one, value, on)) !== not;
  };
})();
