package leadhub.leads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.tags.Tags;
import org.springframework.stereotype.Component;

/** The rules of which tags a lead wears. */
@Component
class LeadTags {
    private final Tags tags;

    LeadTags(Tags tags) {
        this.tags = tags;
    }

    /** Those that a lead wears after a change. */
    List<Lead.LeadTag> of(Caller caller, List<Lead.LeadTag> worn, LeadChange change) {
        if (!change.tags().isSet()) {
            return worn;
        }
        var names = change.tags().over(null);
        return names == null ? List.of() : ensure(caller, names);
    }

    /** The worn ones and after them the others, as far as there is room. */
    List<Lead.LeadTag> added(Caller caller, List<Lead.LeadTag> worn, List<String> names) {
        var known = worn.stream().map(tag -> Tags.key(tag.name())).collect(Collectors.toSet());
        var all = new ArrayList<>(worn);
        // Tags that find no room aren't made either.
        all.addAll(ensure(caller, first(names, known, Lead.MOST_TAGS - worn.size())));
        return all;
    }

    private List<Lead.LeadTag> ensure(Caller caller, List<String> names) {
        return tags.ensure(caller, names).stream()
                .map(tag -> new Lead.LeadTag(tag.id(), tag.name()))
                .toList();
    }

    /** The first so many of the names that aren't among the known ones; equal ones count once. */
    static List<String> first(List<String> names, Set<String> known, int most) {
        var byKey = new LinkedHashMap<String, String>();
        names.stream()
                .filter(name -> !known.contains(Tags.key(name)))
                .forEach(name -> byKey.putIfAbsent(Tags.key(name), name));
        return byKey.values().stream().limit(Math.max(0, most)).toList();
    }
}
