package leadhub.forms.submissions;

import java.util.Map;
import leadhub.forms.submissions.Submission.Suspicion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was sent by a form, before anybody has checked it.
 *
 * @param body values by key, and whatever else was sent along
 * @param files of file fields, by their keys
 * @param version of the fields that its page was made of; null for those of today
 * @param token of the page, which makes sending it twice one submission; null where there is no page
 * @param suspicion null for none
 * @param evidence how it was sent; what was agreed to comes later
 */
public record SentForm(
        ObjectNode body,
        Map<String, ? extends JsonNode> files,
        @Nullable Integer version,
        @Nullable String token,
        @Nullable Suspicion suspicion,
        ObjectNode evidence) {

    /** By a program with a key, which meets no trap. */
    static SentForm byProgram(ObjectNode body, Map<String, ? extends JsonNode> files) {
        return new SentForm(body, files, null, null, null, body.objectNode());
    }
}
