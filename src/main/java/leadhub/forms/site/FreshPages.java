package leadhub.forms.site;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.forms.Form;
import leadhub.forms.fields.FieldType;
import leadhub.forms.mails.ResumeLinks;
import leadhub.forms.partials.Partial;
import leadhub.forms.partials.Partials;
import leadhub.forms.submissions.Submissions;
import leadhub.web.input.Query;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages that nobody has sent yet: empty ones, and those that somebody goes on with by a link that they were mailed. */
@Component
class FreshPages {
    /** The token of a link; no field is called that. */
    private static final String RESUME = "_resume";

    private final SentPage pages;
    private final ResumeLinks links;
    private final Partials partials;
    private final Submissions submissions;

    FreshPages(SentPage pages, ResumeLinks links, Partials partials, Submissions submissions) {
        this.pages = pages;
        this.links = links;
        this.partials = partials;
        this.submissions = submissions;
    }

    /** Whether a form takes what is sent by its pages now. */
    boolean areTaken(Form form) {
        return submissions.isOpen(form);
    }

    ObjectNode challenge(Form form) {
        return pages.challenge(form);
    }

    /** The page that another one shows. */
    FormPage embedded(FormHosts.Found found, String action) {
        return page(found, action, Map.of(), pages.issue(found.form()), "");
    }

    /** The page that an address asks for: an empty one, one with what the address fills in, or what somebody goes on with. */
    FormPage asked(FormHosts.Found found, Query query) {
        var form = found.form();
        var action = FormScreens.action(form);
        var token = query.value(RESUME);
        if (token.isEmpty()) {
            return page(found, action, Prefill.of(form, query), pages.issue(form), "");
        }
        var partial = token.flatMap(text -> links.open(form, text))
                .flatMap(id -> partials.find(found.sender().workspaceId(), form, id)
                        .map(kept -> page(
                                found, action, values(found, kept), pages.issueAgain(form, id), "forms.page.resumed")));
        return partial.orElseGet(() -> page(found, action, usual(form), pages.issue(form), "forms.page.not-resumed"));
    }

    private FormPage page(
            FormHosts.Found found, String action, Map<String, JsonNode> values, String token, String notice) {
        var form = found.form();
        return new FormPage(
                form,
                form.fields(),
                action,
                token,
                values,
                Map.of(),
                notice,
                pages.mailsLinks(found),
                pages.now(found));
    }

    /** What was typed into fields that are still what they were. Nobody agrees to anything by a link. */
    private Map<String, JsonNode> values(FormHosts.Found found, Partial partial) {
        var form = found.form();
        var before = submissions.fieldsOf(found.sender(), form, partial.formVersion());
        var values = usual(form);
        form.fields().stream()
                .filter(field -> field.type() != FieldType.CONSENT && field.type() != FieldType.HIDDEN)
                .filter(before::contains)
                .forEach(field -> Optional.ofNullable(partial.values().get(field.key()))
                        .ifPresent(value -> values.put(field.key(), value)));
        return values;
    }

    private static Map<String, JsonNode> usual(Form form) {
        var values = new HashMap<String, JsonNode>();
        form.fields().stream()
                .filter(field -> field.defaultValue() != null)
                .forEach(field -> values.put(field.key(), Objects.requireNonNull(field.defaultValue())));
        return values;
    }
}
