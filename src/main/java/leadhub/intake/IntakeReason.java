package leadhub.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.RefusalWords;
import leadhub.base.Json;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Why something that came in didn't become a lead.
 *
 * @param refusals by the field that they are about; those about all of it are under the empty name
 */
public record IntakeReason(Map<String, List<Refusal>> refusals) {
    /** Longer ones are cut: a body can have a great many bad fields. */
    private static final int MOST_FIELDS = 50;

    private static final TypeReference<LinkedHashMap<String, List<Refusal>>> TYPE = new TypeReference<>() {};

    public static IntakeReason of(Refusal refusal) {
        return new IntakeReason(Map.of("", List.of(refusal)));
    }

    /** As the API words it. */
    public String say() {
        var sentences = new ArrayList<String>();
        refusals.forEach(
                (field, all) -> all.forEach(refusal -> sentences.add(RefusalWords.LEADHUB.sayKept(field, refusal))));
        return String.join(" ", sentences);
    }

    /** As it is kept. */
    public String json() {
        var cut = new LinkedHashMap<String, List<Refusal>>();
        refusals.entrySet().stream().limit(MOST_FIELDS).forEach(field -> cut.put(field.getKey(), field.getValue()));
        return Json.write(cut);
    }

    /** What was kept. */
    public static @Nullable IntakeReason read(@Nullable String json) {
        return json == null ? null : new IntakeReason(Json.MAPPER.readValue(json, TYPE));
    }
}
