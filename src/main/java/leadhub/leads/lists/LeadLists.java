package leadhub.leads.lists;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Listing;
import leadhub.base.Page;
import leadhub.base.database.Sql;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds the leads that a filter asks for, as far as the caller sees them. */
@Service
public class LeadLists {
    private final LeadPager pager;
    private final LeadKeysets keysets;
    private final LeadStream stream;
    private final Visibility visibility;

    LeadLists(LeadPager pager, LeadKeysets keysets, LeadStream stream, Visibility visibility) {
        this.pager = pager;
        this.keysets = keysets;
        this.stream = stream;
        this.visibility = visibility;
    }

    /** One page of the leads that a filter asks for, and how many there are. */
    public Listing<Lead> list(Caller caller, LeadList list) {
        return pager.list(caller.workspaceId(), seen(caller, list));
    }

    /** The leads behind a position, null for the first ones; the offset of the list doesn't count. */
    public LeadsFrom from(Caller caller, LeadList list, @Nullable LeadPosition after) {
        return keysets.from(caller.workspaceId(), seen(caller, list), after);
    }

    /** How many leads a filter asks for. */
    public long count(Caller caller, LeadFilter filter) {
        return pager.count(caller.workspaceId(), filter.seenBy(visibility.of(caller)));
    }

    /**
     * All leads of a list as they are at one moment, each handed on as it is read; its slice doesn't count.
     *
     * @param alsoTwins whether it is looked up of each whether it may be a duplicate
     */
    public void each(Caller caller, LeadList list, boolean alsoTwins, Consumer<Lead> reader) {
        stream.each(caller.workspaceId(), seen(caller, list), alsoTwins, reader);
    }

    /**
     * The same page as people look through it: what is long is left off, and of the custom fields all but those that are
     * asked for.
     */
    public Page<Lead> previews(Caller caller, LeadList list, Collection<String> customFields) {
        return pager.previews(caller.workspaceId(), seen(caller, list), customFields);
    }

    /** Those of the leads that the caller sees, by their ids, as they stand in a line of a list. */
    public Map<Long, Lead> previews(Caller caller, List<Long> ids) {
        return previews(caller, ids, List.of());
    }

    /** The same with the custom fields that are asked for. */
    public Map<Long, Lead> previews(Caller caller, List<Long> ids, Collection<String> customFields) {
        return pager
                .previews(caller.workspaceId(), ids.stream().mapToLong(id -> id).toArray(), customFields)
                .stream()
                .filter(lead -> visibility.sees(caller, lead))
                .collect(Collectors.toMap(Lead::id, lead -> lead));
    }

    private LeadList seen(Caller caller, LeadList list) {
        var filter = list.filter().seenBy(visibility.of(caller));
        return new LeadList(filter, list.sort(), list.direction(), list.slice());
    }

    /** The statement that finds the ids of all leads that a filter asks for and the caller sees, to be part of another. */
    public Sql.Statement matching(Caller caller, LeadFilter filter) {
        return pager.ids(caller.workspaceId(), filter.seenBy(visibility.of(caller)));
    }

    /** The same with when each was created, as {@code id} and {@code created_at}. */
    public Sql.Statement matchingWithTime(Caller caller, LeadFilter filter) {
        return pager.idsWithTime(caller.workspaceId(), filter.seenBy(visibility.of(caller)));
    }
}
