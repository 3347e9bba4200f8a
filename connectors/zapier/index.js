'use strict';

const {authentication, addKey, explain} = require('./authentication');
const createLead = require('./creates/create_lead');
const updateLead = require('./creates/update_lead');
const findLead = require('./searches/find_lead');
const leadEvent = require('./triggers/lead_event');

module.exports = {
  version: require('./package.json').version,
  platformVersion: require('zapier-platform-core').version,
  // Otherwise Zapier throws before we can say what the server said.
  flags: {skipThrowForStatus: true},
  authentication,
  beforeRequest: [addKey],
  afterResponse: [explain],
  triggers: {[leadEvent.key]: leadEvent},
  creates: {[createLead.key]: createLead, [updateLead.key]: updateLead},
  searches: {[findLead.key]: findLead},
};
