package leadhub.notes;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a note tells of. A word that is stored is never renamed. */
public enum NoteKind {
    /** Nothing but itself. */
    NOTE("note"),
    CALL("phone"),
    /** One that was sent or came elsewhere; what the program sends is in the timeline by itself. */
    EMAIL("mail"),
    MEETING("calendar-event");

    private final String icon;

    NoteKind(String icon) {
        this.icon = icon;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String icon() {
        return icon;
    }

    /** As it is stored. */
    @Nullable
    String stored() {
        return this == NOTE ? null : word();
    }

    static boolean isOne(String word) {
        return Arrays.stream(values()).anyMatch(kind -> kind.word().equals(word));
    }

    static NoteKind of(@Nullable String word) {
        return word == null ? NOTE : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
