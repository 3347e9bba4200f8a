package leadhub.notes;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.LargePages;
import leadhub.base.Listing;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes on a lead. Anybody who may work on the lead can write notes; authors edit their own. */
@Service
public class LeadNotes {
    private final LeadNoteSql sql;
    private final LargePages large;
    private final Leads leads;
    private final NoteRecord record;
    private final Clock clock;

    LeadNotes(LeadNoteSql sql, LargePages large, Leads leads, NoteRecord record, Clock clock) {
        this.sql = sql;
        this.large = large;
        this.leads = leads;
        this.record = record;
        this.clock = clock;
    }

    /**
     * The latest notes on a lead that the caller was shown, before another note, the latest first;
     * {@link Long#MAX_VALUE} for the very latest.
     */
    public List<NoteWithFiles> list(Caller caller, Lead lead, long before, int most) {
        return sql.list(caller.workspaceId(), lead.id(), before, most);
    }

    /** One page of the notes on a lead that the caller was shown, the latest first. */
    public Listing<LeadNote> list(Caller caller, Lead lead, Slice slice) {
        var workspaceId = caller.workspaceId();
        return large.listing(workspaceId, () -> sql.contents(workspaceId, lead.id(), slice), sql::find, LeadNote::id);
    }

    /** The note, if it is on that lead. */
    public LeadNote get(Caller caller, long leadId, long id) {
        return find(caller, leads.get(caller, leadId).id(), id);
    }

    /** Those of the lead's notes, which the caller was shown, that are still there, by id. */
    public Map<Long, NoteWithFiles> find(Caller caller, Lead lead, Collection<Long> ids) {
        return find(caller, List.of(lead), ids);
    }

    /** The same of several leads. */
    public Map<Long, NoteWithFiles> find(Caller caller, Collection<Lead> leads, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .findWithFiles(
                        caller.workspaceId(), ids.stream().mapToLong(id -> id).toArray())
                .stream()
                .filter(found -> leads.stream()
                        .anyMatch(lead -> lead.id() == found.note().leadId()))
                .collect(Collectors.toMap(found -> found.note().id(), found -> found));
    }

    /** Adds a plain note to a lead. */
    @Transactional
    public LeadNote add(Caller caller, long leadId, String body) {
        return add(caller, leadId, NoteKind.NOTE, body);
    }

    /** Adds a note to a lead, which may tell of a call, an email or a meeting. */
    @Transactional
    public LeadNote add(Caller caller, long leadId, NoteKind kind, String body) {
        var lead = leads.lock(caller, leadId);
        var note = sql.insert(caller, leadId, kind, checked(body), Times.now(clock));
        record.written(caller, lead, null, note);
        return note;
    }

    /** Adds the same plain note to each of some leads, as a part of a change. Whoever calls has locked them. */
    void addToAll(Caller caller, List<Lead> onto, String body, long changeId) {
        var ids = onto.stream().mapToLong(Lead::id).toArray();
        var notes = sql.insertAll(caller, ids, checked(body), Times.now(clock));
        record.written(caller, onto, notes, changeId);
    }

    /** The note, to be changed: nobody else does until the transaction ends. */
    LeadNote lock(Caller caller, long leadId, long id) {
        return find(caller, leads.lock(caller, leadId).id(), id);
    }

    /** Edits the caller's own note; API keys can edit any. */
    @Transactional
    public LeadNote change(Caller caller, long leadId, long id, String body) {
        var lead = leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        if (!mayChange(caller, before)) {
            throw new Problem.Forbidden(Refusal.of("note.not_author")).exception();
        }
        if (before.body().equals(checked(body))) {
            return before;
        }
        var after = sql.update(caller.workspaceId(), id, body, Times.now(clock));
        record.written(caller, lead, before, after);
        return after;
    }

    /** Deletes the caller's own note; managers and API keys can delete any. */
    @Transactional
    public void delete(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var note = find(caller, leadId, id);
        if (!mayDelete(caller, note)) {
            throw new Problem.Forbidden(Refusal.of("note.not_author_or_manager")).exception();
        }
        sql.delete(caller.workspaceId(), id);
        record.deleted(caller, note);
    }

    /** Brings a deleted note back as it was, with its author. Whoever calls has locked the lead and knows who deleted it. */
    void restore(Caller caller, LeadNote note) {
        sql.restore(caller.workspaceId(), note);
        record.restored(caller, note);
    }

    static boolean mayChange(Caller caller, LeadNote note) {
        return isProgram(caller) || caller.role().covers(Role.AGENT) && note.by(caller.actor());
    }

    static boolean mayDelete(Caller caller, LeadNote note) {
        return mayChange(caller, note) || caller.role().covers(Role.MANAGER);
    }

    /** A key may do what its scope says; that a lead can be written was asked for with it. */
    private static boolean isProgram(Caller caller) {
        return caller.actor().kind() == Actor.Kind.API_KEY;
    }

    private static String checked(String body) {
        if (body.isBlank() || Texts.length(body) > LeadNote.MOST_CHARACTERS) {
            throw Problem.invalid(
                            "body", Refusal.of("between.string").with("min", 1).with("max", LeadNote.MOST_CHARACTERS))
                    .exception();
        }
        return body;
    }

    private LeadNote find(Caller caller, long leadId, long id) {
        return sql.find(caller.workspaceId(), leadId, id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("note.not_found")).exception());
    }
}
