package leadhub.lymbe;

import java.util.List;
import org.sqids.Sqids;

/** Spells numbers as Lymbe spells ids: a kind and letters that tell nothing. */
public final class OpaqueId {
    private static final Sqids SQIDS = Sqids.builder().minLength(10).build();

    private OpaqueId() {}

    /** {@code lead_} and an opaque spelling of the number. */
    public static String of(String kind, long id) {
        return kind + "_" + SQIDS.encode(List.of(id));
    }
}
