package leadhub.tags;

import java.util.Collection;
import java.util.Map;
import leadhub.base.Caller;

/** What the tags need to know of the leads that wear them; the leads answer. */
public interface TaggedLeads {
    /** How many leads wear each tag; a tag without leads may be missing. */
    Map<Long, Long> countByTag(Caller caller, Collection<Long> tagIds);

    /** Takes a tag off all its leads, in the caller's transaction. */
    void untagAll(Caller caller, Tag tag);

    /** A tag has another name now, in the caller's transaction. */
    void renamed(Caller caller, Tag tag);
}
