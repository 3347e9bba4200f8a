package leadhub.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;

/**
 * An event to be recorded.
 *
 * @param before the lead before; null where there was none
 * @param after the lead after; null where it is gone
 * @param context what a public event tells of the lead that neither of them has; null where it is none
 * @param detail what else belongs to it, as JSON
 * @param changes by field, in the API's names
 * @param publicKinds the public events that it is, in the order of their numbers
 * @param sequence the number of the first of them; 0 if it is none
 * @param conversationId the conversation that it happened in; 0 for none
 */
public record NewLeadEvent(
        LeadEventKind kind,
        long leadId,
        @Nullable LeadSnapshot before,
        @Nullable LeadSnapshot after,
        @Nullable LeadSnapshot context,
        @Nullable String detail,
        Map<String, FieldChange> changes,
        List<PublicEventKind> publicKinds,
        long sequence,
        long conversationId) {

    /** How many public events a change of those fields is: so much higher is its lead's number afterwards. */
    public static int numbers(Map<String, FieldChange> changes) {
        return PublicEventKind.of(changes).size();
    }

    /** The same with what its lead's ids were called, and when that had been changed last. */
    public NewLeadEvent in(LeadSnapshot circumstances) {
        return new NewLeadEvent(
                kind, leadId, before, after, circumstances, detail, changes, publicKinds, sequence, conversationId);
    }

    /** A new lead. Its number is 1. */
    public static NewLeadEvent created(long leadId, LeadSnapshot after) {
        return whole(LeadEventKind.CREATED, PublicEventKind.CREATED, leadId, null, after, 1);
    }

    /** A changed lead. @param sequence the lead's number after the change */
    public static NewLeadEvent updated(
            long leadId, LeadSnapshot before, LeadSnapshot after, Map<String, FieldChange> changes, long sequence) {
        return changed(LeadEventKind.UPDATED, leadId, before, after, changes, sequence);
    }

    /** A lead that the rules score otherwise now. @param sequence the lead's number after the change */
    public static NewLeadEvent rescored(long leadId, LeadSnapshot after, int from, int to, long sequence) {
        var changes = Map.of("lead_score", new FieldChange(from, to));
        return changed(LeadEventKind.RESCORED, leadId, null, after, changes, sequence);
    }

    /** A deleted lead. @param sequence the lead's number after that */
    public static NewLeadEvent deleted(long leadId, LeadSnapshot before, long sequence) {
        return whole(LeadEventKind.DELETED, PublicEventKind.DELETED, leadId, before, null, sequence);
    }

    /** A deleted lead that is there again. @param sequence the lead's number after that */
    public static NewLeadEvent restored(long leadId, LeadSnapshot after, long sequence) {
        return whole(LeadEventKind.RESTORED, PublicEventKind.RESTORED, leadId, null, after, sequence);
    }

    /** Another lead became part of this one. @param sequence the lead's number after that */
    public static NewLeadEvent merged(
            long leadId,
            LeadSnapshot before,
            LeadSnapshot after,
            Map<String, FieldChange> changes,
            long mergedId,
            long sequence) {
        var kinds = new ArrayList<>(List.of(PublicEventKind.MERGED));
        kinds.addAll(PublicEventKind.of(changes));
        return new NewLeadEvent(
                LeadEventKind.MERGED,
                leadId,
                before,
                after,
                null,
                other(mergedId),
                changes,
                kinds,
                sequence - kinds.size() + 1,
                0);
    }

    /** A lead became part of another one, which tells of it to programs outside. */
    public static NewLeadEvent mergedInto(long leadId, LeadSnapshot before, long survivorId) {
        return new NewLeadEvent(
                LeadEventKind.MERGED_INTO, leadId, before, null, null, other(survivorId), Map.of(), List.of(), 0, 0);
    }

    /** A lead that had become part of this one is by itself again. @param sequence the lead's number after that */
    public static NewLeadEvent unmerged(
            long leadId,
            LeadSnapshot before,
            LeadSnapshot after,
            Map<String, FieldChange> changes,
            long otherId,
            long sequence) {
        var changed = changed(LeadEventKind.UNMERGED, leadId, before, after, changes, sequence);
        return new NewLeadEvent(
                changed.kind(),
                leadId,
                before,
                after,
                null,
                other(otherId),
                changes,
                changed.publicKinds(),
                changed.sequence(),
                0);
    }

    private static String other(long leadId) {
        return Json.write(Map.of("lead_id", leadId));
    }

    /** Something came in about a lead. @param sent all of it, as JSON */
    public static NewLeadEvent received(long leadId, String sent) {
        return plain(LeadEventKind.RECEIVED, leadId, sent);
    }

    /** Its person took back what they sent. */
    public static NewLeadEvent withdrawn(long leadId) {
        return plain(LeadEventKind.WITHDRAWN, leadId, "{}");
    }

    /**
     * A lead sent a form, which changes nothing of it.
     *
     * @param context the whole lead
     * @param sent all of it, as JSON
     * @param sequence the lead's number after that
     */
    public static NewLeadEvent submitted(long leadId, LeadSnapshot context, String sent, long sequence) {
        return new NewLeadEvent(
                LeadEventKind.RECEIVED,
                leadId,
                null,
                null,
                context,
                sent,
                Map.of(),
                List.of(PublicEventKind.FORM_SUBMITTED),
                sequence,
                0);
    }

    /**
     * Something happened in a conversation with a lead, which changes nothing of the lead.
     *
     * @param context the whole lead
     * @param detail what belongs to it, as JSON
     * @param sequence the lead's number after that
     */
    public static NewLeadEvent talked(
            PublicEventKind kind,
            long leadId,
            LeadSnapshot context,
            String detail,
            long sequence,
            long conversationId) {
        var stored = kind == PublicEventKind.CONVERSATION_CAPTURED ? LeadEventKind.RECEIVED : LeadEventKind.TALKED;
        return new NewLeadEvent(
                stored, leadId, null, null, context, detail, Map.of(), List.of(kind), sequence, conversationId);
    }

    /** The same where nobody knows who the visitor is. @param sequence the conversation's number after that */
    public static NewLeadEvent talked(PublicEventKind kind, String detail, long sequence, long conversationId) {
        return new NewLeadEvent(
                LeadEventKind.TALKED, 0, null, null, null, detail, Map.of(), List.of(kind), sequence, conversationId);
    }

    /** Something happened to a note on a lead, whose words aren't told: when it is deleted, they are gone. */
    public static NewLeadEvent note(LeadEventKind kind, long leadId, long noteId) {
        return plain(kind, leadId, Json.write(Map.of("note_id", noteId)));
    }

    /** Something happened to a task of a lead. */
    public static NewLeadEvent task(LeadEventKind kind, long leadId, long taskId, String title) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("task_id", taskId);
        detail.put("title", title);
        return plain(kind, leadId, Json.write(detail));
    }

    /** Somebody attached a file to a lead, or removed one. */
    public static NewLeadEvent file(LeadEventKind kind, long leadId, long fileId, String name) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("file_id", fileId);
        detail.put("title", name);
        return plain(kind, leadId, Json.write(detail));
    }

    /** Something came of an email to a lead, or about one. @param subject null where it says nothing of that */
    public static NewLeadEvent email(LeadEventKind kind, long leadId, long emailId, @Nullable String subject) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("email_id", emailId);
        if (subject != null) {
            detail.put("title", subject);
        }
        return plain(kind, leadId, Json.write(detail));
    }

    /** Something came of an SMS to a lead, or from one. */
    public static NewLeadEvent sms(LeadEventKind kind, long leadId, long smsId) {
        return plain(kind, leadId, Json.write(Map.of("sms_id", smsId)));
    }

    /** A lead wrote an SMS. @param isReply whether it was known before */
    public static NewLeadEvent wroteSms(long leadId, long smsId, boolean isReply) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("sms_id", smsId);
        detail.put("is_reply", isReply);
        return plain(LeadEventKind.SMS_RECEIVED, leadId, Json.write(detail));
    }

    /** A lead wants no more messages by a messenger, or wants them again. */
    public static NewLeadEvent messages(LeadEventKind kind, long leadId, String conversationId, String channel) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("conversation_id", conversationId);
        detail.put("channel", channel);
        return plain(kind, leadId, Json.write(detail));
    }

    /** Many leads came at once, or what they are found by changed; null for the latter. */
    public static NewLeadEvent seeded(@Nullable Integer leads) {
        return plain(LeadEventKind.SEEDED, 0, leads == null ? null : Json.write(Map.of("leads", leads)));
    }

    private static NewLeadEvent whole(
            LeadEventKind kind,
            PublicEventKind publicKind,
            long leadId,
            @Nullable LeadSnapshot before,
            @Nullable LeadSnapshot after,
            long sequence) {
        return new NewLeadEvent(kind, leadId, before, after, null, null, Map.of(), List.of(publicKind), sequence, 0);
    }

    private static NewLeadEvent changed(
            LeadEventKind kind,
            long leadId,
            @Nullable LeadSnapshot before,
            LeadSnapshot after,
            Map<String, FieldChange> changes,
            long sequence) {
        var kinds = PublicEventKind.of(changes);
        var first = kinds.isEmpty() ? 0 : sequence - kinds.size() + 1;
        return new NewLeadEvent(kind, leadId, before, after, null, null, changes, kinds, first, 0);
    }

    private static NewLeadEvent plain(LeadEventKind kind, long leadId, @Nullable String detail) {
        return new NewLeadEvent(kind, leadId, null, null, null, detail, Map.of(), List.of(), 0, 0);
    }
}
