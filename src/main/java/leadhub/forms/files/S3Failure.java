package leadhub.forms.files;

import java.io.IOException;
import java.util.Locale;

/** Why a store didn't do what it was asked for; the message has neither keys nor signatures. */
@SuppressWarnings("serial") // never serialized
final class S3Failure extends IOException {
    /** What went wrong. */
    enum Kind {
        /** Nobody answers, or not in time. */
        UNREACHABLE,
        /** It doesn't take the keys, the bucket or the clock. */
        REFUSED,
        /** There is no such object, or no such bucket. */
        MISSING,
        /** It has a fault of its own. */
        BROKEN
    }

    private final Kind kind;

    S3Failure(Kind kind, String why) {
        super("The store for files is " + kind.name().toLowerCase(Locale.ROOT) + ": " + why);
        this.kind = kind;
    }

    static S3Failure ofStatus(int status) {
        var kind = status == 404 ? Kind.MISSING : status >= 500 ? Kind.BROKEN : Kind.REFUSED;
        return new S3Failure(kind, "it answered " + status);
    }

    static S3Failure of(IOException e) {
        return e instanceof S3Failure known ? known : new S3Failure(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
    }

    Kind kind() {
        return kind;
    }
}
