package leadhub.emails.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.emails.EmailDraft;
import leadhub.emails.EmailTemplate;
import leadhub.web.input.Input;

/**
 * What somebody writes, as it was typed, and what is wrong with it.
 *
 * @param typed by field
 * @param problems by field
 */
public record EmailForm(Map<String, String> typed, Map<String, List<Refusal>> problems) {
    private static final int MOST_BODY = EmailTemplate.MOST_BODY;

    /** An email before anybody has changed it. */
    static EmailForm of(String name, EmailDraft draft) {
        return new EmailForm(
                Map.of("name", name, "subject", draft.subject(), "body", draft.body(), "language", draft.language()),
                Map.of());
    }

    /** Does what the form asks for; what speaks against it stands in the form. */
    static EmailForm of(Input form, Runnable verb) {
        var typed = new LinkedHashMap<String, String>();
        form.node().properties().forEach(field -> {
            if (field.getValue().isString()) {
                typed.put(field.getKey(), field.getValue().stringValue());
            }
        });
        try {
            form.errors().check();
            verb.run();
            return new EmailForm(typed, Map.of());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                return new EmailForm(typed, errors);
            }
            throw e;
        }
    }

    /** What is to be sent, as far as it was typed. Browsers send a line break as two characters, but it counts as one. */
    static EmailDraft draft(Input form) {
        var body = form.text("body", 2 * MOST_BODY).over(null);
        var subject = form.text("subject", EmailTemplate.MOST_SUBJECT).over(null);
        var language = form.text("language", EmailTemplate.MOST_LANGUAGE).over(null);
        form.require("subject");
        form.require("body");
        var lines = body == null ? "" : body.replace("\r\n", "\n");
        if (lines.codePointCount(0, lines.length()) > MOST_BODY) {
            form.reject("body", Refusal.of("max.string").with("max", MOST_BODY));
        }
        return new EmailDraft(subject == null ? "" : subject, lines, language == null ? "en" : language);
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public List<Refusal> problem(String field) {
        return problems.getOrDefault(field, List.of());
    }

    public boolean isWrong(String field) {
        return !problem(field).isEmpty();
    }

    public boolean isFine() {
        return problems.isEmpty();
    }
}
