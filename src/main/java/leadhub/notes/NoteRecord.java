package leadhub.notes;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what became of notes, as events of their leads and in the audit record, and tells those who are named in them. */
@Component
class NoteRecord {
    private final LeadEvents events;
    private final Audit audit;
    private final Notifications notifications;
    private final Users users;
    private final Visibility visibility;
    private final Clock clock;

    // Six, for telling people needs who they are and what they see.
    NoteRecord(
            LeadEvents events,
            Audit audit,
            Notifications notifications,
            Users users,
            Visibility visibility,
            Clock clock) {
        this.events = events;
        this.audit = audit;
        this.notifications = notifications;
        this.users = users;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** A note that was written or changed. @param before null for a new one */
    void written(Caller caller, Lead lead, @Nullable LeadNote before, LeadNote after) {
        again(caller, before == null ? LeadEventKind.NOTED : LeadEventKind.NOTE_CHANGED, before, after);
        tell(caller, lead, before, after);
    }

    /** The same note on each of some leads. Who is named in it is told once a change, of the first that they see. */
    void written(Caller caller, List<Lead> leads, List<LeadNote> notes, long changeId) {
        var happened = notes.stream()
                .map(note -> NewLeadEvent.note(LeadEventKind.NOTED, note.leadId(), note.id()))
                .toList();
        events.record(caller, Times.now(clock), happened);
        audit.recordAll(
                caller,
                "note.created",
                notes.stream()
                        .map(note -> new Audit.NewEntry(note.id(), null, Json.write(note)))
                        .toList());
        var subject = "note/" + changeId;
        var news = named(caller, null, notes.getFirst()).stream()
                .flatMap(user -> leads.stream()
                        .filter(lead -> sees(caller, user, lead))
                        .limit(1)
                        .map(lead -> mention(caller, user, lead).about(subject)))
                .toList();
        notifications.tellOnce(caller, news);
    }

    /** A note that is there again, as those who are named in it know. */
    void restored(Caller caller, LeadNote note) {
        again(caller, LeadEventKind.NOTED, null, note);
    }

    void deleted(Caller caller, LeadNote note) {
        happened(caller, LeadEventKind.NOTE_DELETED, note);
        audit.record(caller, "note.deleted", note.id(), note, null);
    }

    private void again(Caller caller, LeadEventKind kind, @Nullable LeadNote before, LeadNote after) {
        happened(caller, kind, after);
        audit.record(caller, before == null ? "note.created" : "note.changed", after.id(), before, after);
    }

    private void happened(Caller caller, LeadEventKind kind, LeadNote note) {
        events.record(caller, Times.now(clock), NewLeadEvent.note(kind, note.leadId(), note.id()));
    }

    /** Those who are named now and weren't before, and see the lead. */
    private void tell(Caller caller, Lead lead, @Nullable LeadNote before, LeadNote after) {
        var news = named(caller, before, after).stream()
                .filter(user -> sees(caller, user, lead))
                .map(user -> mention(caller, user, lead))
                .toList();
        if (!news.isEmpty()) {
            notifications.tell(caller, news);
        }
    }

    private List<User> named(Caller caller, @Nullable LeadNote before, LeadNote after) {
        if (after.body().indexOf('@') < 0) {
            return List.of();
        }
        var mentions = new Mentions(users.all(caller));
        var known = before == null ? new HashSet<User>() : new HashSet<>(mentions.in(before.body()));
        return mentions.in(after.body()).stream()
                .filter(user -> !known.contains(user) && user.status() == Status.ACTIVE)
                .filter(user -> !isBy(caller.actor(), user))
                .toList();
    }

    private static NewNotification mention(Caller caller, User user, Lead lead) {
        return NewNotification.ofLead(
                user.id(),
                NotificationKind.MENTION,
                lead.id(),
                "mention",
                caller.actor().name(),
                LeadNames.of(lead, Locale.ROOT));
    }

    private boolean sees(Caller caller, User user, Lead lead) {
        return user.role() == Role.READ_ONLY || visibility.worksOn(caller, user, lead);
    }

    private static boolean isBy(Actor actor, User user) {
        return actor.kind() == Actor.Kind.USER && actor.id() == user.id();
    }
}
