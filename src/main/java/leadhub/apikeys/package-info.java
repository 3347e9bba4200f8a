/** An API key lets a program into one workspace, with some scopes and an hourly limit. */
@NullMarked
package leadhub.apikeys;

import org.jspecify.annotations.NullMarked;
