'use strict';

/** The server's address without what somebody may have copied along: a slash at its end, or the API's path. */
const base = bundle => (bundle.authData.base_url || '').trim().replace(/\/+$/, '').replace(/\/api\/v1$/, '');

const url = (bundle, path) => `${base(bundle)}/api/v1${path}`;

module.exports = {base, url};
