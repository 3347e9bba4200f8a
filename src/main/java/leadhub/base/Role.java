package leadhub.base;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do in a workspace, from the most to the least. */
public enum Role {
    ADMIN,
    MANAGER,
    AGENT,
    READ_ONLY;

    /** As it stands in JSON and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role may do what another one may. */
    public boolean covers(Role other) {
        return compareTo(other) <= 0;
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
