package leadhub.imports.files;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;

/** Guesses from the heads of a file which fields of a lead its columns are. */
public final class MappingGuess {
    private static final String SECOND = " \\([0-9]+\\)$";

    /**
     * Members that have an id, with what an export calls their names: where both stand in a file, the names are taken, for
     * another workspace knows nothing of the ids.
     */
    private static final Map<String, String> NAMED =
            Map.of("pipeline_id", "pipeline", "pipeline_stage_id", "stage", "assigned_user_id", "owner");

    /** The last column of a file of refused rows. */
    public static final String REASON = "reason";

    private record Candidate(String head, String field, int rank) {}

    private MappingGuess() {}

    /** The heads of the file that was sent first, where this one is of rows that were refused. */
    public static List<String> withoutReason(List<String> heads) {
        return heads.size() > 1 && heads.getLast().equals(REASON) ? heads.subList(0, heads.size() - 1) : heads;
    }

    /**
     * For each head the name of a lead's field, {@code custom_fields.key}, {@code full_name}, {@code created_at}, or null
     * where nobody knows. No field is guessed twice.
     */
    public static Map<String, @Nullable String> of(List<String> heads, List<CustomField> fields) {
        var guess = new LinkedHashMap<String, @Nullable String>();
        heads.forEach(head -> guess.put(head, null));
        var best = new HashMap<String, Candidate>();
        for (var head : withoutReason(heads)) {
            var name = NAMED.get(head);
            if (name != null && heads.contains(name)) {
                continue;
            }
            candidate(head, fields)
                    .ifPresent(found ->
                            best.merge(found.field(), found, (one, other) -> other.rank() < one.rank() ? other : one));
        }
        best.values().forEach(found -> guess.put(found.head(), found.field()));
        var isNameSaid = best.containsKey("first_name") && best.containsKey("last_name");
        if (isNameSaid && best.get(LeadTargets.FULL_NAME) instanceof Candidate fullName) {
            guess.put(fullName.head(), null);
        }
        return guess;
    }

    /** A field of the workspace's own goes before what others call so, unless the head is the API's own name of a member. */
    private static Optional<Candidate> candidate(String head, List<CustomField> fields) {
        var name = head.replaceFirst(SECOND, "");
        if (LeadTargets.isOne(name)) {
            return Optional.of(new Candidate(head, name, head.equals(name) ? -1 : 0));
        }
        var key = HeadNames.key(name);
        for (var field : fields) {
            if (!key.isEmpty()
                    && (HeadNames.key(field.label()).equals(key)
                            || HeadNames.key(field.key()).equals(key))) {
                return Optional.of(new Candidate(head, field.path(), head.equals(name) ? 0 : 1));
            }
        }
        return HeadNames.find(name)
                .filter(found -> LeadTargets.isOne(found.word()))
                .map(found -> new Candidate(head, found.word(), found.rank() * 2 + (head.equals(name) ? 0 : 1)));
    }
}
