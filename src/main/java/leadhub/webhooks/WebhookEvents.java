package leadhub.webhooks;

import java.util.List;

/** The events that a webhook can ask for. */
public final class WebhookEvents {
    /** All of them, those that are still to come too. */
    public static final String ANY = "*";

    /** By their words. */
    public static final List<String> ALL = List.of(
            "lead.created",
            "lead.updated",
            "lead.deleted",
            "lead.restored",
            "lead.merged",
            "lead.stage_changed",
            "lead.status_changed",
            "lead.assigned",
            "lead.tag_added",
            "lead.tag_removed",
            "form.submitted",
            "conversation.started",
            "conversation.captured",
            "conversation.handover",
            "conversation.ended");

    private WebhookEvents() {}
}
