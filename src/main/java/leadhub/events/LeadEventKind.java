package leadhub.events;

import java.util.Arrays;

/** What can happen to a lead, and what is kept with it. A word that is stored is never renamed. */
public enum LeadEventKind {
    /** {@code after}. */
    CREATED("lead.created"),
    /** {@code before}, {@code after}, {@code changes}; those of before events were numbered have no changes. */
    UPDATED("lead.updated"),
    /** {@code before}. */
    DELETED("lead.deleted"),
    /** {@code after}. */
    RESTORED("lead.restored"),
    /**
     * Another lead became part of this one. {@code before}, {@code after}, {@code changes}; {@code detail}:
     * {@code {"lead_id": 7}}, the other one.
     */
    MERGED("lead.merged"),
    /** It became part of another lead. {@code before}; {@code detail}: {@code {"lead_id": 7}}, the other one. */
    MERGED_INTO("lead.merged_into"),
    /** A lead that had become part of this one is by itself again; the same members as of {@link #MERGED}. */
    UNMERGED("lead.unmerged"),
    /**
     * Scoring rules changed: {@code changes} has {@code lead_score} alone, and the lead itself is not kept, so that a
     * million of them are small. Older ones have {@code detail}: {@code {"before": 10, "after": 20}}.
     */
    RESCORED("lead.rescored"),
    /** {@code detail}: all that came in, as it was sent; where it came by a form, {@code context} has the lead. */
    RECEIVED("lead.received"),
    /** Its person took back what they sent. {@code detail}: {@code {}}. */
    WITHDRAWN("lead.withdrawn"),
    /** {@code detail}: {@code {"note_id": 7}}. */
    NOTED("lead.noted"),
    /** {@code detail}: {@code {"note_id": 7}}. */
    NOTE_CHANGED("lead.note_changed"),
    /** {@code detail}: {@code {"note_id": 7}}. */
    NOTE_DELETED("lead.note_deleted"),
    /** {@code detail}: {@code {"task_id": 7, "title": "Call back"}}. */
    TASK_ADDED("lead.task_added"),
    /** {@code detail}: {@code {"task_id": 7, "title": "Call back"}}. */
    TASK_CHANGED("lead.task_changed"),
    /** {@code detail}: {@code {"task_id": 7, "title": "Call back"}}. */
    TASK_DONE("lead.task_done"),
    /** {@code detail}: {@code {"task_id": 7, "title": "Call back"}}. */
    TASK_REOPENED("lead.task_reopened"),
    /** {@code detail}: {@code {"task_id": 7, "title": "Call back"}}. */
    TASK_DELETED("lead.task_deleted"),
    /** {@code detail}: {@code {"file_id": 7, "title": "Quote.pdf"}}. */
    FILE_ADDED("lead.file_added"),
    /** {@code detail}: {@code {"file_id": 7, "title": "Quote.pdf"}}. */
    FILE_REMOVED("lead.file_removed"),
    /** {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_SENT("lead.email_sent"),
    /** {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_FAILED("lead.email_failed"),
    /** It wasn't sent to somebody who gets no emails. {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_SUPPRESSED("lead.email_suppressed"),
    /** A mail server had taken it, and couldn't hand it over. {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_BOUNCED("lead.email_bounced"),
    /** A mail server took it for its receiver. {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_DELIVERED("lead.email_delivered"),
    /** {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_OPENED("lead.email_opened"),
    /** It is tried again. {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_DELAYED("lead.email_delayed"),
    /** It called an email spam. {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    COMPLAINED("lead.complained"),
    /** {@code detail}: {@code {"sms_id": 7}}. */
    SMS_SENT("lead.sms_sent"),
    /** {@code detail}: {@code {"sms_id": 7}}. */
    SMS_FAILED("lead.sms_failed"),
    /** It wasn't sent to a number that gets none. {@code detail}: {@code {"sms_id": 7}}. */
    SMS_SUPPRESSED("lead.sms_suppressed"),
    /** {@code detail}: {@code {"sms_id": 7, "is_reply": true}}, which says whether the lead was known before. */
    SMS_RECEIVED("lead.sms_received"),
    /** It wants no more of them. {@code detail}: {@code {"sms_id": 7}}, by which it said so. */
    SMS_STOPPED("lead.sms_stopped"),
    /** It wants them again. {@code detail}: {@code {"sms_id": 7}}. */
    SMS_STARTED("lead.sms_started"),
    /** It wants no more messages by a messenger. {@code detail}: {@code {"conversation_id": "conv_…", "channel": "viber"}}. */
    MESSAGES_STOPPED("lead.messages_stopped"),
    /** It wants them again. {@code detail} as above. */
    MESSAGES_STARTED("lead.messages_started"),
    /** It wrote an email, as a new lead, or by a program. {@code detail}: {@code {"email_id": 7, "title": "Welcome"}}. */
    EMAIL_RECEIVED("lead.email_received"),
    /** A lead that was known wrote an email. {@code detail}: {@code {"email_id": 7, "title": "Re: Welcome"}}. */
    REPLIED("lead.replied"),
    /** {@code detail}: {@code {"email_id": 7}}, which it was done in. */
    UNSUBSCRIBED("lead.unsubscribed"),
    /**
     * Somebody began a conversation, was handed over, or was done: {@code public_kinds} says which. The timeline leaves it out,
     * for it has the conversation as a whole; the lead's id is 0 while nobody knows who the visitor is. {@code detail}: {@code
     * {"conversation": {…}}}; {@code context} has the lead.
     */
    TALKED("lead.talked"),
    /**
     * Many leads came or changed without an event for each; the lead's id is 0, and whoever counts leads counts anew.
     * {@code detail}: {@code {"leads": 10000}}, or nothing.
     */
    SEEDED("leads.seeded");

    private final String word;

    LeadEventKind(String word) {
        this.word = word;
    }

    /** As it is stored: {@code lead.created}. */
    public String word() {
        return word;
    }

    static LeadEventKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No event is called " + word));
    }
}
