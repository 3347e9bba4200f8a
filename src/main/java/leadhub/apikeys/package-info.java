/** API keys, which give programs access to one workspace with some scopes and an hourly limit. */
@NullMarked
package leadhub.apikeys;

import org.jspecify.annotations.NullMarked;
