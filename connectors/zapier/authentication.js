'use strict';

const {base, url} = require('./address');

/** The key goes to the server that it is of, and nowhere else. */
const addKey = (request, z, bundle) => {
  if (bundle.authData.api_key && request.url.startsWith(`${base(bundle)}/`)) {
    request.headers.Authorization = `Bearer ${bundle.authData.api_key}`;
  }
  return request;
};

/** Says what the server says, rather than a number. */
const explain = (response, z) => {
  if (response.status < 400) {
    return response;
  }
  const said = response.data || {};
  const fields = Object.entries(said.errors || {}).map(([field, texts]) => `${field}: ${texts.join(' ')}`);
  throw new z.errors.Error([said.message || 'LeadHub refused it.', ...fields].join(' '), said.code, response.status);
};

module.exports = {
  addKey,
  explain,
  authentication: {
    type: 'custom',
    fields: [
      {key: 'base_url', label: 'Address', required: true, helpText: 'Where your LeadHub is, such as `https://leads.example.com`.'},
      {key: 'api_key', label: 'API key', type: 'password', required: true, helpText: 'Create one at Settings → API keys, with the scopes `read:leads`, `write:leads`, `read:integrations` and `write:integrations`.'},
    ],
    test: async (z, bundle) => (await z.request({url: url(bundle, '/me')})).data.data,
    connectionLabel: '{{workspace__name}}',
  },
};
