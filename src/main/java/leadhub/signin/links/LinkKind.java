package leadhub.signin.links;

import java.time.Duration;
import java.util.Locale;
import leadhub.mail.MailQuota;
import leadhub.users.Status;

/** What a one-time link is for: either lets somebody choose a password. */
public enum LinkKind {
    /** The first password of somebody who was invited. */
    INVITATION(Duration.ofDays(7), Status.INVITED, "/invitations/"),
    /** A new password for somebody who forgot theirs. */
    RESET(Duration.ofDays(1), Status.ACTIVE, "/reset/");

    private final Duration lasts;
    private final Status status;
    private final String path;

    LinkKind(Duration lasts, Status status, String path) {
        this.lasts = lasts;
        this.status = status;
        this.path = path;
    }

    /** How long it is good. */
    Duration lasts() {
        return lasts;
    }

    /** Whom it is for. */
    Status status() {
        return status;
    }

    /** What the e-mail with it counts as. */
    MailQuota.Kind quota() {
        return this == INVITATION ? MailQuota.Kind.INVITATION : MailQuota.Kind.OTHER;
    }

    /** Where it leads; the token follows. */
    public String path() {
        return path;
    }

    /** As it stands in the database and in messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
