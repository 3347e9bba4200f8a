package leadhub.notifications;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Role;

/** What somebody can be told of. A word that is stored is never renamed. */
public enum NotificationKind {
    LEAD_ASSIGNED(Role.READ_ONLY, false),
    TASK_ASSIGNED(Role.READ_ONLY, false),
    TASK_DUE(Role.READ_ONLY, false),
    /** Somebody named them in a note. */
    MENTION(Role.READ_ONLY, false),
    /** An automation has a message for them. */
    AUTOMATION(Role.READ_ONLY, true),
    /** A run of an automation failed. */
    AUTOMATION_FAILED(Role.ADMIN, false),
    /** A visitor waits for somebody of the team. */
    CONVERSATION(Role.AGENT, true),
    /** An import that they began is over. */
    IMPORT(Role.MANAGER, false),
    /** An integration needs somebody. */
    INTEGRATION(Role.ADMIN, true),
    /** A webhook fails or was switched off. */
    WEBHOOK(Role.ADMIN, true);

    private final Role least;
    private final boolean hasOwnMail;

    NotificationKind(Role least, boolean hasOwnMail) {
        this.least = least;
        this.hasOwnMail = hasOwnMail;
    }

    /** Whether whoever tells it writes the email too. */
    boolean hasOwnMail() {
        return hasOwnMail;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NotificationKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Those that somebody with a role may ever be told of. */
    static List<NotificationKind> of(Role role) {
        return Arrays.stream(values()).filter(kind -> role.covers(kind.least)).toList();
    }

    /** How people are told who have chosen nothing: by email of what has one of its own. */
    NotificationChoice usual() {
        return new NotificationChoice(true, hasOwnMail, false);
    }
}
