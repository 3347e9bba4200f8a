package leadhub.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes into the fields of many leads as {@link Leads} does into those of one, with as many statements as for one, and takes
 * it back. Leads that are gone, that the caller doesn't see, that are so already or that can't become so are left alone.
 */
@Service
public class ManyFields {
    private static final Set<String> FOUND_BY = Set.of("search_text", "folded");

    private final ManyLeadWrites writes;
    private final LeadRules rules;
    private final LeadRecord record;
    private final Clock clock;

    ManyFields(ManyLeadWrites writes, LeadRules rules, LeadRecord record, Clock clock) {
        this.writes = writes;
        this.rules = rules;
        this.record = record;
        this.clock = clock;
    }

    /**
     * A lead that was written into.
     *
     * @param before what it had in its fields, as events keep it; of those alone that were changed
     * @param after what it has there now
     */
    public record Written(long leadId, JsonNode before, JsonNode after) {}

    /** Changes what is set; those that were changed. */
    @Transactional
    public List<Written> change(Caller caller, Collection<Long> ids, LeadChange change) {
        return write(caller, ids, lead -> change).stream().map(this::written).toList();
    }

    /** Takes changes back where nobody has changed the same since, and where it is still possible; those that were. */
    @Transactional
    public int undo(Caller caller, Collection<Written> changes) {
        var byId = changes.stream().collect(Collectors.toMap(Written::leadId, change -> change));
        return write(caller, byId.keySet().stream().sorted().toList(), lead -> back(byId, lead))
                .size();
    }

    private @Nullable LeadChange back(Map<Long, Written> byId, Lead lead) {
        var change = byId.get(lead.id());
        return change == null
                ? null
                : LeadUndo.of(change.before(), change.after(), record.kept(lead))
                        .map(LeadUndo::change)
                        .orElse(null);
    }

    private List<LeadRecord.Change> write(
            Caller caller, Collection<Long> ids, Function<Lead, @Nullable LeadChange> wanted) {
        var now = Times.now(clock);
        var changed = new ArrayList<LeadRecord.Change>();
        for (var lead : writes.lock(caller, ids, Permission.WRITE_LEADS)) {
            var after = become(caller, lead, wanted.apply(lead), now);
            if (!after.equals(lead)) {
                changed.add(LeadRecord.Change.of(lead, after));
            }
        }
        writes.changeWhole(caller, changed);
        return changed;
    }

    /** The lead as it is where something speaks against it. */
    private Lead become(Caller caller, Lead lead, @Nullable LeadChange change, Instant now) {
        // Whether another lead has its external id is for those who change one alone.
        if (change == null || change.of(LeadFields.EXTERNAL_ID).isSet()) {
            return lead;
        }
        var checked = rules.checkAlone(caller, lead, change);
        return checked.errors().isEmpty() ? rules.become(caller, lead, checked.change(), now) : lead;
    }

    private Written written(LeadRecord.Change change) {
        var before = (ObjectNode) record.kept(change.before()).deepCopy();
        var after = (ObjectNode) record.kept(change.after()).deepCopy();
        dropSame(before, after);
        var custom = LeadFields.CUSTOM_FIELDS.column();
        if (before.get(custom) instanceof ObjectNode one && after.get(custom) instanceof ObjectNode other) {
            dropSame(one, other);
        }
        return new Written(change.after().id(), before, after);
    }

    private static void dropSame(ObjectNode one, ObjectNode other) {
        var names = new HashSet<>(one.propertyNames());
        names.addAll(other.propertyNames());
        // What leads are found by follows from the rest.
        names.stream()
                .filter(name -> FOUND_BY.contains(name) || Objects.equals(one.get(name), other.get(name)))
                .forEach(name -> {
                    one.remove(name);
                    other.remove(name);
                });
    }
}
