package leadhub.leads.pages;

import java.util.Map;

/** Which picture stands beside what happened. */
final class TimelineIcons {
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("lead.created", "user-plus"),
            Map.entry("lead.restored", "restore"),
            Map.entry("lead.deleted", "trash"),
            Map.entry("lead.rescored", "gauge"),
            Map.entry("lead.merged", "arrow-merge"),
            Map.entry("lead.merged_into", "arrow-merge"),
            Map.entry("lead.unmerged", "arrows-split"),
            Map.entry("lead.received", "inbox"),
            Map.entry("lead.withdrawn", "user-minus"),
            Map.entry("lead.conversation", "message-circle"),
            Map.entry("lead.noted", "note"),
            Map.entry("lead.note_changed", "note"),
            Map.entry("lead.note_deleted", "note-off"),
            Map.entry("lead.task_added", "square-plus"),
            Map.entry("lead.task_changed", "checkbox"),
            Map.entry("lead.task_done", "circle-check"),
            Map.entry("lead.task_reopened", "checkbox"),
            Map.entry("lead.task_deleted", "trash"),
            Map.entry("lead.file_added", "paperclip"),
            Map.entry("lead.file_removed", "trash"),
            Map.entry("lead.email_sent", "mail"),
            Map.entry("lead.email_failed", "mail-x"),
            Map.entry("lead.email_suppressed", "mail-off"),
            Map.entry("lead.email_bounced", "mail-x"),
            Map.entry("lead.email_delivered", "mail"),
            Map.entry("lead.email_opened", "mail-opened"),
            Map.entry("lead.email_delayed", "mail"),
            Map.entry("lead.complained", "mail-off"),
            Map.entry("lead.sms_sent", "message-circle"),
            Map.entry("lead.sms_failed", "message-circle"),
            Map.entry("lead.sms_suppressed", "message-circle"),
            Map.entry("lead.sms_received", "message-circle"),
            Map.entry("lead.sms_stopped", "message-circle"),
            Map.entry("lead.sms_started", "message-circle"),
            Map.entry("lead.messages_stopped", "message-circle"),
            Map.entry("lead.messages_started", "message-circle"),
            Map.entry("lead.email_received", "mail-opened"),
            Map.entry("lead.replied", "mail-opened"),
            Map.entry("lead.unsubscribed", "mail-off"));

    private TimelineIcons() {}

    static String of(String kind) {
        return ICONS.getOrDefault(kind, "pencil");
    }
}
