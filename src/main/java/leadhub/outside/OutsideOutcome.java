package leadhub.outside;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The outcome of a call. */
public sealed interface OutsideOutcome {
    /** From the beginning of the call to its end. */
    Duration took();

    /**
     * The other side answered, whatever it said; a redirect is an answer and isn't followed.
     *
     * @param headers by their names in lower case
     * @param body unpacked
     */
    record Answered(int status, Map<String, List<String>> headers, byte[] body, Duration took)
            implements OutsideOutcome {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }
    }

    /** There was no answer, or none that could be read to its end. */
    record Failed(OutsideFailure failure, Duration took) implements OutsideOutcome {}
}
