package leadhub.tasks;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody has to do. A word that is stored is never renamed. */
public enum TaskKind {
    TODO("checkbox"),
    CALL("phone"),
    EMAIL("mail"),
    MEETING("calendar-event");

    private final String icon;

    TaskKind(String icon) {
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
        return this == TODO ? null : word();
    }

    public static boolean isOne(String word) {
        return Arrays.stream(values()).anyMatch(kind -> kind.word().equals(word));
    }

    public static TaskKind of(@Nullable String word) {
        return word == null ? TODO : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
