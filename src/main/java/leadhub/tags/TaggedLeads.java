package leadhub.tags;

import java.util.Collection;
import java.util.Map;
import leadhub.base.Caller;

/** What tags need to know about the leads that have them; implemented by leads. */
public interface TaggedLeads {
    /** How many leads have each tag; tags without leads may be missing. */
    Map<Long, Long> countByTag(Caller caller, Collection<Long> tagIds);

    /** Removes a tag from all its leads, in the caller's transaction. */
    void untagAll(Caller caller, Tag tag);

    /** Called when a tag was renamed, in the caller's transaction. */
    void renamed(Caller caller, Tag tag);
}
