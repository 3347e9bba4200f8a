/** What holds for every call that LeadHub makes to other machines on behalf of a workspace. */
@NullMarked
package leadhub.outside;

import org.jspecify.annotations.NullMarked;
