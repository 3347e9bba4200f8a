package leadhub.sms;

import java.util.Arrays;
import java.util.Locale;

/** What came of an SMS. */
public enum SmsStatus {
    /** It is on its way, or tried again later. */
    QUEUED(0),
    /** The provider has taken it. */
    ACCEPTED(1),
    /** The network has taken it. */
    SENT(2),
    DELIVERED(3),
    /** The network couldn't hand it over. */
    UNDELIVERED(3),
    /** It couldn't be sent. */
    FAILED(3),
    /** Its number gets none. */
    SUPPRESSED(3),
    /** Its lead was gone before it was sent. */
    CANCELLED(3),
    /** The lead wrote it. */
    RECEIVED(3);

    private final int rank;

    SmsStatus(int rank) {
        this.rank = rank;
    }

    /** Whether this comes after another one, for reports come in any order. */
    boolean isAfter(SmsStatus other) {
        return rank > other.rank;
    }

    /** Whether the network or the provider couldn't do it. */
    public boolean isFailure() {
        return this == UNDELIVERED || this == FAILED;
    }

    /** Whether one of ours reached its lead, or may yet. */
    boolean isAnswer() {
        return switch (this) {
            case QUEUED, ACCEPTED, SENT, DELIVERED -> true;
            case UNDELIVERED, FAILED, SUPPRESSED, CANCELLED, RECEIVED -> false;
        };
    }

    /** Its name in the database and in the keys of messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SmsStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No status is called " + word));
    }
}
