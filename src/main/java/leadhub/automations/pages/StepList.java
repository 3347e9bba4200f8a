package leadhub.automations.pages;

import tools.jackson.databind.JsonNode;

/**
 * A list of steps that is drawn, and where it stands.
 *
 * @param key see {@link DraftTree}
 * @param path by which what is wrong in it is named
 */
public record StepList(JsonNode steps, String key, String path) {
    private static final String STEPS = "steps";

    /** The outermost. */
    public static StepList of(JsonNode body) {
        return new StepList(body.path(STEPS), "", STEPS);
    }

    /** The steps of one of the ways through a step. */
    public static StepList way(JsonNode step, int index, String place) {
        return new StepList(
                step.path("config").path("paths").path(index).path(STEPS),
                id(step) + "." + index,
                place + ".config.paths." + index + "." + STEPS);
    }

    /** Those for all who take none of the ways. */
    public static StepList otherwise(JsonNode step, String place) {
        return new StepList(
                step.path("config").path("otherwise").path(STEPS),
                id(step) + ".else",
                place + ".config.otherwise." + STEPS);
    }

    private static String id(JsonNode step) {
        return step.path("id").asString("");
    }
}
