package leadhub.automations;

import leadhub.base.RecordKind;

/**
 * A record that an automation names.
 *
 * @param key its id; of a custom field its path; of a tag in a condition its name
 * @param path where, as requests spell it
 * @param isNeeded whether the automation can't run without it; a condition merely isn't met
 */
record Reference(RecordKind kind, String key, String path, boolean isNeeded) {}
