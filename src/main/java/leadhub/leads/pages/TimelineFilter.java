package leadhub.leads.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import leadhub.panel.Visit;

/** What somebody wants to see of a timeline. */
public enum TimelineFilter {
    ALL(List.of()),
    NOTES(List.of()),
    CHANGES(List.of(
            "lead.created",
            "lead.updated",
            "lead.rescored",
            "lead.merged",
            "lead.merged_into",
            "lead.unmerged",
            "lead.restored",
            "lead.deleted",
            "lead.file_added",
            "lead.file_removed")),
    /** Emails, conversations and what came in. */
    MESSAGES(List.of(
            "lead.email_sent",
            "lead.email_failed",
            "lead.email_suppressed",
            "lead.email_bounced",
            "lead.email_delivered",
            "lead.email_opened",
            "lead.email_delayed",
            "lead.complained",
            "lead.sms_sent",
            "lead.sms_failed",
            "lead.sms_suppressed",
            "lead.sms_received",
            "lead.sms_stopped",
            "lead.sms_started",
            "lead.messages_stopped",
            "lead.messages_started",
            "lead.email_received",
            "lead.replied",
            "lead.unsubscribed",
            "lead.received",
            "lead.withdrawn")),
    TASKS(List.of("lead.task_added", "lead.task_changed", "lead.task_done", "lead.task_reopened", "lead.task_deleted")),
    /** What runs of automations did. */
    AUTOMATIONS(List.of());

    private final List<String> kinds;

    TimelineFilter(List<String> kinds) {
        this.kinds = kinds;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of events; empty for those of all kinds. */
    List<String> kinds() {
        return kinds;
    }

    /** What a visitor has chosen: an address says it, and so do forms that show the timeline anew. */
    static TimelineFilter of(Visit visit) {
        var asked = visit.asked("only").orElseGet(() -> visit.field("_only"));
        return Arrays.stream(values())
                .filter(filter -> filter.word().equals(asked))
                .findFirst()
                .orElse(ALL);
    }
}
