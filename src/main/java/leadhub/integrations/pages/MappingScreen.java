package leadhub.integrations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.fields.CustomField;
import leadhub.intake.IntakeEntry;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationPreview;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The page of a mapping.
 *
 * @param isUsual whether it is the usual one of the type, not saved yet
 * @param paths that lead somewhere in what came last
 */
public record MappingScreen(
        Integration integration,
        List<MappingLine> lines,
        MappingLine.Choices choices,
        boolean isUsual,
        Sample sample,
        List<String> paths,
        @Nullable Shown preview) {
    private static final Set<String> WHO = Set.of("email", "phone", "first_name", "last_name");

    /**
     * Of what the preview is to be made.
     *
     * @param deliveries the latest ones
     * @param chosen the id of one of them; empty for the text
     */
    public record Sample(List<IntakeEntry> deliveries, String chosen, String text) {}

    /**
     * What a mapping makes of a sample.
     *
     * @param preview null where there is none
     * @param wrong the message that says why there is none; null where there is one
     */
    public record Shown(
            IntegrationPreview.@Nullable Preview preview,
            @Nullable String wrong,
            List<CustomField> customFields) {

        /** What the lead has, by the field. */
        public List<Map.Entry<String, String>> facts() {
            var facts = new ArrayList<Map.Entry<String, String>>();
            if (preview != null) {
                preview.lead().properties().forEach(member -> {
                    if (member.getKey().equals("custom_fields")) {
                        member.getValue()
                                .properties()
                                .forEach(own ->
                                        facts.add(Map.entry(CustomField.PATH + own.getKey(), text(own.getValue()))));
                    } else {
                        facts.add(Map.entry(member.getKey(), text(member.getValue())));
                    }
                });
            }
            return facts;
        }

        /** Whether it says who it is; else there is no lead. */
        public boolean isSomebody() {
            return preview != null && WHO.stream().anyMatch(preview.lead()::has);
        }

        private static String text(JsonNode value) {
            return value.isArray()
                    ? String.join(
                            ", ", value.valueStream().map(JsonNode::asString).toList())
                    : value.asString();
        }

        /** The name of a custom field; null if {@code path} is none that is defined. */
        public @Nullable String label(String path) {
            return customFields.stream()
                    .filter(field -> field.path().equals(path))
                    .map(CustomField::label)
                    .findFirst()
                    .orElse(null);
        }
    }

    public String path() {
        return IntegrationPages.path(integration) + "/mapping";
    }

    public boolean isWrong() {
        return lines.stream().anyMatch(line -> !line.problems().isEmpty());
    }
}
