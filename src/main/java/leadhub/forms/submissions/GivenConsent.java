package leadhub.forms.submissions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A text that somebody agreed to in a form, and how that can be shown.
 *
 * @param key of the form's field
 * @param textVersion by which the text is told from what it was before
 * @param evidenceId of the page that was sent; "" where there was none
 * @param page that showed the form; "" for its own
 * @param address shortened; "" where a program sent it
 * @param confirmedAt when its email was confirmed; null where nobody asked
 * @param withdrawnAt null while it holds
 * @param withdrawnBy who wrote the withdrawal down
 */
public record GivenConsent(
        Submission submission,
        String form,
        String key,
        String text,
        String textVersion,
        String evidenceId,
        String language,
        String page,
        String address,
        Instant givenAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant withdrawnAt,
        String withdrawnBy) {

    /** Those that a submission tells of. @param form its name */
    static List<GivenConsent> of(Submission submission, String form) {
        var evidence = submission.evidence();
        var given = new ArrayList<GivenConsent>();
        for (var consent : evidence.path("consents")) {
            given.add(new GivenConsent(
                    submission,
                    form,
                    text(consent, "key"),
                    text(consent, "text"),
                    text(consent, "text_version"),
                    text(evidence, "evidence_id"),
                    text(evidence, "language"),
                    text(evidence, "page"),
                    text(evidence, "address"),
                    consent.has("given_at")
                            ? OffsetDateTime.parse(text(consent, "given_at")).toInstant()
                            : submission.createdAt(),
                    time(evidence, "confirmed_at"),
                    time(consent, LeadConsents.WITHDRAWN_AT),
                    text(consent, LeadConsents.WITHDRAWN_BY)));
        }
        return given;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static @Nullable Instant time(JsonNode node, String member) {
        return node.has(member) ? OffsetDateTime.parse(text(node, member)).toInstant() : null;
    }
}
