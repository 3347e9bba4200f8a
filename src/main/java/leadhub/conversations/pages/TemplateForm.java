package leadhub.conversations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import leadhub.base.Refusal;
import leadhub.conversations.MessageTemplate;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailContext;
import leadhub.emails.EmailRenderer;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the template that somebody sends, with the placeholders of emails filled. */
@Component
class TemplateForm {
    private static final String LINES = "parameters";
    private static final String ONE = "parameter_";

    private final DraftRules rules;
    private final EmailContext.Reader contexts;
    private final EmailRenderer renderer;

    TemplateForm(DraftRules rules, EmailContext.Reader contexts, EmailRenderer renderer) {
        this.rules = rules;
        this.contexts = contexts;
        this.renderer = renderer;
    }

    /** @param lead of whom the placeholders tell; null where nobody knows who it is, and they stay as they are typed */
    MessageTemplate read(Visit visit, @Nullable Lead lead) {
        var form = visit.form();
        form.require("name");
        form.require("language");
        var name = form.solidText("name", MessageTemplate.MOST_NAME).over("");
        var language = form.solidText("language", MessageTemplate.MOST_LANGUAGE).over("");
        var typed = typed(visit);
        form.errors().check();
        var filled = lead == null ? typed : filled(visit, lead, typed);
        form.errors().check();
        return new MessageTemplate(name, language, filled);
    }

    private List<String> filled(Visit visit, Lead lead, List<String> typed) {
        var context = contexts.read(visit.caller(), lead);
        var language = Objects.requireNonNullElse(visit.caller().region().language(), "en");
        var filled = new ArrayList<String>();
        for (var i = 0; i < typed.size(); i++) {
            var field = ONE + (i + 1);
            var refusal = rules.refusal(visit.caller(), typed.get(i)).orElse(null);
            var text = refusal == null
                    ? renderer.text(typed.get(i), context, language).strip()
                    : "";
            if (text.isEmpty()) {
                visit.form().reject(field, refusal == null ? Refusal.of("messenger.parameter_empty") : refusal);
            }
            filled.add(text);
        }
        return filled;
    }

    /** A field for each, or line by line. */
    private static List<String> typed(Visit visit) {
        var lines = visit.field(ONE + "1").isEmpty()
                ? visit.field(LINES).lines().toList()
                : IntStream.rangeClosed(1, MessageTemplate.MOST_PARAMETERS)
                        .mapToObj(place -> visit.field(ONE + place))
                        .toList();
        var typed = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (typed.size() > MessageTemplate.MOST_PARAMETERS) {
            visit.form().reject(LINES, Refusal.of("max.array").with("max", MessageTemplate.MOST_PARAMETERS));
        }
        if (typed.stream().anyMatch(line -> line.length() > MessageTemplate.MOST_PARAMETER)) {
            visit.form().reject(LINES, Refusal.of("max.string").with("max", MessageTemplate.MOST_PARAMETER));
        }
        return typed;
    }
}
