package leadhub.conversations.files;

import java.util.Optional;
import leadhub.forms.files.StoredFiles;

/**
 * A file that a message tells of, before it is fetched.
 *
 * @param reference by which its provider hands it over: an id, or an address
 * @param name as its sender calls it, else what it is; one without an ending gets that of its type
 * @param size bytes, as the provider says; 0 where it doesn't
 */
public record AnnouncedFile(String reference, String name, long size) {
    /** Larger ones aren't kept. */
    public static final int MOST_BYTES = StoredFiles.MOST_BYTES;

    private static final int MOST_REFERENCE = 2_000;
    private static final int MOST_NAME = 255;

    /** Empty where nothing can be fetched by it. @param kind what it is called where it has no name */
    public static Optional<AnnouncedFile> of(String reference, String name, String kind, long size) {
        if (reference.isBlank() || reference.length() > MOST_REFERENCE) {
            return Optional.empty();
        }
        var own = name.strip();
        return Optional.of(new AnnouncedFile(reference, own.isEmpty() ? kind : cut(own), Math.max(0, size)));
    }

    /** The end says what it is. */
    private static String cut(String name) {
        var count = name.codePointCount(0, name.length());
        return count <= MOST_NAME ? name : name.substring(name.offsetByCodePoints(0, count - MOST_NAME));
    }

    @Override
    public String toString() {
        return "AnnouncedFile[…]";
    }
}
