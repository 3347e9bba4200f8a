package leadhub.forms.submissions;

import java.util.List;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.challenges.Challenges.Looked;
import leadhub.forms.submissions.Submission.Suspicion;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was sent by a form, before anybody has checked it.
 *
 * @param body values by key, and whatever else was sent along
 * @param files as they came, for whichever fields
 * @param version of the fields that its page was made of; null for those of today
 * @param token of the page, which makes sending it twice one submission; null where there is no page
 * @param suspicion null for none
 * @param solved the challenge that its browser has solved; null where none was asked for, or solved
 * @param policy what becomes of a known person; null for what the form says
 * @param evidence how it was sent; what was agreed to comes later
 */
public record SentForm(
        ObjectNode body,
        List<UploadedFile> files,
        @Nullable Integer version,
        @Nullable String token,
        @Nullable Suspicion suspicion,
        @Nullable Looked solved,
        @Nullable DuplicatePolicy policy,
        ObjectNode evidence) {

    /** By a program with a key, which meets no trap. */
    static SentForm byProgram(ObjectNode body, List<UploadedFile> files) {
        return new SentForm(body, files, null, null, null, null, null, body.objectNode());
    }

    SentForm suspectedOf(Suspicion other) {
        return new SentForm(body, files, version, token, other, solved, policy, evidence);
    }

    /** Whether it is worked on once more; what was attached is there no more. */
    boolean isReplay() {
        return policy != null;
    }

    /** The same where something else becomes of a known person. */
    SentForm instead(DuplicatePolicy other) {
        return new SentForm(body, files, version, token, suspicion, solved, other, evidence);
    }
}
