package leadhub.leads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Role;
import leadhub.base.Sql;
import leadhub.base.Times;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, finds, changes and removes leads. */
@Service
public class Leads {
    /** A lead wears at most this many tags. */
    public static final int MOST_TAGS = 100;

    private static final long MOST_ADJUSTMENT = 100_000;

    private final LeadSql sql;
    private final LeadLists lists;
    private final LeadDraft drafts;
    private final LeadRefusals refusals;
    private final Tags tags;
    private final LeadRecord record;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // everything that a change of a lead touches
    Leads(
            LeadSql sql,
            LeadLists lists,
            LeadDraft drafts,
            LeadRefusals refusals,
            Tags tags,
            LeadRecord record,
            Clock clock) {
        this.sql = sql;
        this.lists = lists;
        this.drafts = drafts;
        this.refusals = refusals;
        this.tags = tags;
        this.record = record;
        this.clock = clock;
    }

    /** One page of the leads that a filter asks for, and how many there are. */
    public Page<Lead> list(Caller caller, LeadList list) {
        var filter = list.filter().seenBy(caller);
        return lists.list(caller.workspaceId(), new LeadList(filter, list.sort(), list.direction(), list.slice()));
    }

    /** The statement that finds the ids of all leads that a filter asks for and the caller sees, to be part of another. */
    public Sql.Statement matching(Caller caller, LeadFilter filter) {
        return lists.ids(caller.workspaceId(), filter.seenBy(caller));
    }

    /** The lead, if it is this workspace's. */
    public Lead get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id)
                .filter(lead -> Sight.sees(caller, lead))
                .orElseThrow(Leads::unknown);
    }

    /** Those of the leads that the caller sees, by their ids. */
    public Map<Long, Lead> find(Caller caller, List<Long> ids) {
        return sql.find(caller.workspaceId(), ids.stream().mapToLong(id -> id).toArray()).stream()
                .filter(lead -> Sight.sees(caller, lead))
                .collect(Collectors.toMap(Lead::id, lead -> lead));
    }

    /** Other leads with the same e-mail or phone, the oldest first. */
    public List<Lead> like(Caller caller, Lead lead) {
        return sql.like(caller.workspaceId(), lead.id(), Identity.emailKey(lead.email()), lead.phoneE164()).stream()
                .filter(other -> Sight.sees(caller, other))
                .toList();
    }

    /** What speaks against a change, field by field, in the API's names; empty where nothing does. */
    public Map<String, List<String>> refusals(Caller caller, @Nullable Lead before, LeadChange change) {
        return refusals.check(caller, before, change).errors();
    }

    /** As much of what was sent as a lead can hold: tags and fields that don't fit are left off. */
    public LeadChange cutToFit(Caller caller, LeadChange sent) {
        return drafts.cutToFit(caller, sent);
    }

    /** Makes a lead, always; whether it may be a duplicate stands in the answer. */
    @Transactional
    public Lead create(Caller caller, NewLead wanted) {
        caller.require(Role.AGENT);
        var now = Times.now(clock);
        var lead = drafts.create(caller, wanted, now);
        var index = record.index(caller, lead);
        var inserted = sql.insert(caller.workspaceId(), lead, index);
        var made = new LeadSketch(lead)
                .id(inserted.id())
                .possibleDuplicate(inserted.possibleDuplicate())
                .lead();
        record.written(caller, "created", null, made);
        return made;
    }

    /** Changes what is set. */
    @Transactional
    public Lead change(Caller caller, long id, LeadChange change) {
        var before = lock(caller, id);
        return write(caller, before, drafts.change(caller, before, change, Times.now(clock)));
    }

    /** Puts tags on a lead; those it wears already are left alone, those beyond the most it can wear are left off. */
    @Transactional
    public Lead tag(Caller caller, long id, List<String> names) {
        var before = lock(caller, id);
        return write(caller, before, tagged(caller, before, names));
    }

    /** Takes a tag off a lead; a tag it doesn't wear is not found. */
    @Transactional
    public void untag(Caller caller, long id, String name) {
        var before = lock(caller, id);
        var left = before.tags().stream()
                .filter(tag -> !Tags.key(tag.name()).equals(Tags.key(name)))
                .toList();
        if (left.size() == before.tags().size()) {
            throw new Problem.NotFound("The lead doesn't have this tag.").exception();
        }
        write(caller, before, drafts.withTags(caller, before, left, Times.now(clock)));
    }

    /**
     * Gives a lead points of its own, beside those of the rules.
     *
     * @param points from -100,000 to 100,000; null takes them away
     */
    @Transactional
    public Lead adjustScore(Caller caller, long id, @Nullable Long points) {
        caller.require(Role.MANAGER);
        var before = lock(caller, id);
        var adjustment = points == null ? 0 : points;
        if (Math.abs(adjustment) > MOST_ADJUSTMENT) {
            throw Problem.invalid("score_adjustment", "The score adjustment field must be between -100000 and 100000.")
                    .exception();
        }
        return write(caller, before, drafts.withAdjustment(caller, before, (int) adjustment, Times.now(clock)));
    }

    /** Removes a lead; for a time {@link DeletedLeads} can bring it back. */
    @Transactional
    public void delete(Caller caller, long id) {
        var lead = lock(caller, id);
        sql.delete(caller, new long[] {id}, Times.now(clock));
        record.written(caller, "deleted", lead, null);
    }

    /**
     * The oldest lead with this e-mail, else with this phone. Called inside a verb's transaction: until it ends, nobody
     * else gets an answer for the same e-mail or phone, so of many who ask and then create, one does.
     */
    public Optional<Lead> findSame(Caller caller, @Nullable String email, @Nullable String phone) {
        var emailKey = Identity.emailKey(email);
        var phoneE164 = Identity.phoneE164(phone, caller.defaultCountry());
        sql.lockIdentity(caller.workspaceId(), emailKey, phoneE164);
        return sql.findSame(caller.workspaceId(), emailKey, phoneE164)
                .flatMap(id -> sql.lock(caller.workspaceId(), id));
    }

    /**
     * Adds to a lead: sets what is missing, and of tags and fields takes what it doesn't have yet. What doesn't fit
     * (tags beyond the most it can wear, fields beyond 64 KiB or of a wrong kind) is left off.
     */
    @Transactional
    public Lead enrich(Caller caller, long id, LeadChange missing, LeadChange sent) {
        var before = lock(caller, id);
        var filled = drafts.change(caller, before, missing, Times.now(clock));
        var withFields =
                drafts.withNewFields(caller, filled, sent.customFields().over(null), Times.now(clock));
        var names = sent.tags().over(null);
        return write(caller, before, names == null ? withFields : tagged(caller, withFields, names));
    }

    /** Notes on a lead's timeline what came in about it, whole. */
    public void note(Caller caller, long id, String kind, String detail) {
        record.noted(caller, id, kind, detail);
    }

    /** To be changed: nobody else does until the transaction ends. */
    public Lead lock(Caller caller, long id) {
        caller.require(Role.AGENT);
        return sql.lock(caller.workspaceId(), id)
                .filter(lead -> Sight.sees(caller, lead))
                .orElseThrow(Leads::unknown);
    }

    private Lead tagged(Caller caller, Lead before, List<String> names) {
        var worn = new ArrayList<>(before.tags());
        var known = worn.stream().map(tag -> Tags.key(tag.name())).collect(Collectors.toSet());
        // Tags that find no room aren't made either.
        for (var tag : tags.ensure(caller, firstTags(names, known, MOST_TAGS - worn.size()))) {
            worn.add(new Lead.LeadTag(tag.id(), tag.name()));
        }
        return worn.size() == before.tags().size() ? before : drafts.withTags(caller, before, worn, Times.now(clock));
    }

    /** The first so many of the names that aren't among the known ones; equal ones count once. */
    static List<String> firstTags(List<String> names, Set<String> known, int most) {
        var byKey = new LinkedHashMap<String, String>();
        names.stream()
                .filter(name -> !known.contains(Tags.key(name)))
                .forEach(name -> byKey.putIfAbsent(Tags.key(name), name));
        return byKey.values().stream().limit(Math.max(0, most)).toList();
    }

    private Lead write(Caller caller, Lead before, Lead after) {
        if (after.equals(before)) {
            return before;
        }
        var index = record.index(caller, after);
        var isDuplicate = sql.update(caller.workspaceId(), before, after, index);
        if (!index.searchText().equals(record.searchText(before))) {
            sql.updateSearch(caller.workspaceId(), after.id(), index);
        }
        var written = after.withPossibleDuplicate(isDuplicate);
        record.written(caller, "updated", before, written);
        return written;
    }

    static RuntimeException unknown() {
        return new Problem.NotFound("There is no such lead.").exception();
    }
}
