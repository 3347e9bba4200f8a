package leadhub.forms.files;

import java.time.Duration;

/** When something outside has to be done; by the time that really passes. */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Refused once it is over. */
    Duration left() throws S3Failure {
        var left = nanos - System.nanoTime();
        if (left <= 0) {
            throw new S3Failure(S3Failure.Kind.UNREACHABLE, "it took too long");
        }
        return Duration.ofNanos(left);
    }
}
