/** What can be done to leads: one list of kinds, for people, changes of many leads and automations. The features implement them. */
@NullMarked
package leadhub.actions;

import org.jspecify.annotations.NullMarked;
