package leadhub.forms.submissions;

import java.util.Map;
import leadhub.forms.DuplicatePolicy;
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
 * @param policy what becomes of a known person; null for what the form says
 * @param evidence how it was sent; what was agreed to comes later
 */
public record SentForm(
        ObjectNode body,
        Map<String, ? extends JsonNode> files,
        @Nullable Integer version,
        @Nullable String token,
        @Nullable Suspicion suspicion,
        @Nullable DuplicatePolicy policy,
        ObjectNode evidence) {

    /** By a program with a key, which meets no trap. */
    static SentForm byProgram(ObjectNode body) {
        return new SentForm(body, Map.of(), null, null, null, null, body.objectNode());
    }

    /** The same where something else becomes of a known person. */
    SentForm instead(DuplicatePolicy other) {
        return new SentForm(body, files, version, token, suspicion, other, evidence);
    }
}
