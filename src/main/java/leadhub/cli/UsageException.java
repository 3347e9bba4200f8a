package leadhub.cli;

/** A command line that can't be understood; the message says what to write instead. */
@SuppressWarnings("serial") // never serialized
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
