package leadhub.forms.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.forms.Form;
import leadhub.forms.submissions.Submission;
import leadhub.forms.submissions.SubmissionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The model of what was sent by a form.
 *
 * @param status of those that are shown; null for all
 * @param number of the page, from 1
 */
public record SubmissionList(
        Form form, List<Submission> submissions, @Nullable SubmissionStatus status, long number, boolean hasMore) {

    /** What was filled in. @param file the key of a field with a file; "" for none */
    public record Filled(String label, String value, String file) {}

    /** By the labels of today's fields; the keys of those that are gone. */
    public List<Filled> filled(Submission submission) {
        return submission.values().properties().stream()
                .map(value -> new Filled(
                        FieldLabels.of(form, value.getKey()),
                        FieldLabels.text(value.getValue()),
                        value.getValue().isObject() ? value.getKey() : ""))
                .toList();
    }

    /** The texts that were agreed to. */
    public List<String> consents(Submission submission) {
        return submission
                .evidence()
                .path("consents")
                .valueStream()
                .map(consent -> consent.path("text").asString(""))
                .toList();
    }

    /** Where the sender came from the last time: {@code utm_source=newsletter}. */
    public String came(Submission submission) {
        return submission.attribution().path("last").properties().stream()
                .map(member -> member.getKey() + "=" + member.getValue().asString())
                .collect(Collectors.joining(", "));
    }

    /** Which page it was sent from, if it was embedded. */
    public Optional<String> page(Submission submission) {
        return Optional.of(submission.evidence().path("page").asString("")).filter(page -> !page.isEmpty());
    }
}
